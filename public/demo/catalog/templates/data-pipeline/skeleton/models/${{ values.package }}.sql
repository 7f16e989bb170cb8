-- ${{ values.name }}: one row is ${{ values.grain }}.
-- Owner: ${{ values.owner }}. Fresh within ${{ values.freshMinutes }} minutes.
select
{%- for column in values.columns %}
    ${{ column.name }}{% if not loop.last %},{% endif %}
{%- endfor %}
from raw.${{ values.package }}
{%- if values.retentionDays %}
-- Holds personal data: what is older is deleted, not only hidden.
where loaded_at > current_date - interval '${{ values.retentionDays }} days'
{%- endif %}
