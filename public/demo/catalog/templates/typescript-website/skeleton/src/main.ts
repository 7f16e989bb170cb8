// Everything here is an extra: the pages are complete without it.

const toggle = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');

function theme(): 'light' | 'dark' {
  const chosen = localStorage.getItem('theme');
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function show(next: 'light' | 'dark'): void {
  document.documentElement.dataset['theme'] = next;
  toggle?.setAttribute('aria-pressed', String(next === 'dark'));
}

show(theme());
toggle?.removeAttribute('hidden');
toggle?.addEventListener('click', () => {
  const next = theme() === 'dark' ? 'light' : 'dark';
  localStorage.setItem('theme', next);
  show(next);
});
{% if values.statusUrl %}
// Says whether the service behind this site answers. Silence is no answer, so it is a sentence.
const line = document.querySelector<HTMLElement>('[data-status]');
if (line) {
  fetch(${{ values.statusUrl | dump }}, { signal: AbortSignal.timeout(5000) })
    .then((answer) => (answer.ok ? 'All is well.' : `Something is wrong: ${answer.status}.`))
    .catch(() => 'We could not find out whether all is well.')
    .then((text) => { line.textContent = text; });
}
{% endif -%}
