// Builds the site into dist/: Markdown to pages, TypeScript to scripts, the rest as it is.
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as modules from 'node:module';
import { fileURLToPath } from 'node:url';
import { render, title } from './markdown.mjs';

const root = new URL('..', import.meta.url);
const at = (path) => fileURLToPath(new URL(path, root));

export async function build() {
  await rm(at('dist'), { recursive: true, force: true });
  await mkdir(at('dist'), { recursive: true });
  await cp(at('public'), at('dist'), { recursive: true });
  await cp(at('src/style.css'), at('dist/style.css'));
  const script = await compile(await readFile(at('src/main.ts'), 'utf8'));
  if (script) await writeFile(at('dist/main.js'), script);

  const sources = (await readdir(at('content'))).filter((name) => name.endsWith('.md')).sort();
  const pages = [];
  for (const name of sources) {
    const text = await readFile(at(`content/${name}`), 'utf8');
    pages.push({ name: name.replace(/\.md$/, '.html'), title: title(text), body: render(text) });
  }
  for (const page of pages) {
    await writeFile(at(`dist/${page.name}`), layout(page, pages, Boolean(script)));
  }
  return pages.map((page) => page.name);
}

// Node takes the types off by itself from 22.13 on.
async function compile(source) {
  if (modules.stripTypeScriptTypes) return modules.stripTypeScriptTypes(source);
  const typescript = await import('typescript').catch(() => null);
  if (typescript) {
    const options = { compilerOptions: { target: 'es2022', module: 'esnext' } };
    return typescript.default.transpileModule(source, options).outputText;
  }
  console.warn('Neither Node.js 22.13 nor TypeScript is here: the pages are built without scripts.');
  return null;
}

function layout(page, pages, scripted) {
  const links = pages
    .map(({ name, title }) => {
      const here = name === page.name ? ' aria-current="page"' : '';
      return `<a href="${name}"${here}>${title}</a>`;
    })
    .join(' ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${page.title}</title>
<link rel="stylesheet" href="style.css">
${scripted ? '<script type="module" src="main.js"></script>' : ''}
<header><nav aria-label="Pages">${links}</nav>
<button type="button" data-theme-toggle hidden>Dark</button></header>
<main>
${page.body}
</main>
<footer><p data-status role="status"></p></footer>
</html>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = await build();
  console.log(`dist/ holds ${names.length} pages: ${names.join(', ')}`);
}
