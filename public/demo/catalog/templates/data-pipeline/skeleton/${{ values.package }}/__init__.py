"""${{ values.name }}: one row is ${{ values.grain }}."""
