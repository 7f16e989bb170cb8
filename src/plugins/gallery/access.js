// Looks at what is drawn in an element the way a checker and a screen reader do. Loaded only by the
// gallery's accessibility view.

import './axe.js';

const { axe } = window;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ACTIVE =
  'a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=switch], ' +
  '[role=menuitem], [role=option], [role=treeitem], [role=separator][tabindex]';

const short = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 120);

/// The tree that a screen reader walks through, one line per element that has a role.
const tree = (node, depth, lines) => {
  let inner = depth;
  if (node.props.nodeType === 1) {
    if (!axe.commons.dom.isVisibleToScreenReaders(node)) return;
    const role = axe.commons.aria.getRole(node, { noPresentational: true });
    if (role) {
      const name = short(axe.commons.text.accessibleTextVirtual(node));
      lines.push({ depth, role, name });
      inner = depth + 1;
    }
  }
  for (const child of node.children || []) tree(child, inner, lines);
};

const targets = (root) =>
  [...root.querySelectorAll(ACTIVE)]
    .map((element) => {
      const { width, height } = element.getBoundingClientRect();
      const name = short(element.getAttribute('aria-label') || element.textContent || element.localName);
      return { name, width: Math.round(width), height: Math.round(height) };
    })
    .filter(({ width, height }) => width > 0 && height > 0);

export async function check(root) {
  const result = await axe.run(root, {
    runOnly: { type: 'tag', values: TAGS },
    // A part of a page is not a page.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  const contrast = [...result.passes, ...result.violations]
    .filter((rule) => rule.id === 'color-contrast')
    .flatMap((rule) => rule.nodes)
    .map((node) => ({ node, data: [...node.any, ...node.all].map((check) => check.data)[0] }))
    .filter(({ data }) => data && data.contrastRatio)
    .map(({ node, data }) => ({
      text: short(document.querySelector(node.target.join(' '))?.textContent || ''),
      front: data.fgColor,
      back: data.bgColor,
      ratio: Math.floor(data.contrastRatio * 100),
      least: Math.round(parseFloat(data.expectedContrastRatio) * 100),
    }));
  axe.setup(root);
  const lines = [];
  try {
    for (const node of axe.utils.getFlattenedTree(root)) tree(node, 0, lines);
  } finally {
    axe.teardown();
  }
  return JSON.stringify({
    version: axe.version,
    passes: result.passes.length,
    unsure: result.incomplete.map(({ id, help, nodes }) => ({ rule: id, help, nodes: nodes.length })),
    violations: result.violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => ({ rule: id, help, html: node.html.slice(0, 200), fix: node.failureSummary })),
    ),
    contrast,
    tree: lines,
    targets: targets(root),
  });
}
