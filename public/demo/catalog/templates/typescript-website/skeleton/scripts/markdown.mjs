// As much Markdown as the pages use. Everything else is text.

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const inline = (text) =>
  escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\((https:\/\/[^)\s]+|mailto:[^)\s]+|[\w./#-]+)\)/g, '<a href="$2">$1</a>');

/** The first heading of a text. */
export function title(text) {
  return escaped(/^# (.+)$/m.exec(text)?.[1] ?? 'Untitled');
}

/** A text as HTML. */
export function render(text) {
  const blocks = text.trim().split(/\n{2,}/);
  return blocks.map(block).join('\n');
}

function block(text) {
  const heading = /^(#{1,6}) (.+)$/.exec(text);
  if (heading) return `<h${heading[1].length}>${inline(heading[2])}</h${heading[1].length}>`;
  const lines = text.split('\n');
  const items = lines.filter((line) => line.startsWith('- '));
  const words = lines.filter((line) => !line.startsWith('- ')).join(' ').trim();
  const list = items.map((line) => `<li>${inline(line.slice(2))}</li>`).join('');
  return [words && `<p>${inline(words)}</p>`, list && `<ul>${list}</ul>`].filter(Boolean).join('\n');
}
