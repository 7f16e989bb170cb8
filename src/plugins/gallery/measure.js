// Measures what is pointed at in the previews: its box, its type, its colours, and the tokens that
// they come from. Loaded only while somebody measures.

const STAGE = '.gallery-stage';
const CONTROL = 'a[href], button, summary';
const SIDES = ['top', 'right', 'bottom', 'left'];
const LOGICAL = { top: 'block-start', right: 'inline-end', bottom: 'block-end', left: 'inline-start' };

const number = (text) => Math.round(Number.parseFloat(text) * 100) / 100 || 0;
const px = (value) => `${number(value)} px`;

/// All rules that take something from a token, each with a selector that stands by itself.
const rules = (list, parent, found) => {
  for (const rule of list) {
    if (rule.media && !matchMedia(rule.media.mediaText).matches) continue;
    let selector = parent;
    if (rule.selectorText) {
      const own = rule.selectorText;
      selector = !parent ? own : own.includes('&') ? own.replaceAll('&', `:is(${parent})`) : `:is(${parent}) ${own}`;
    }
    if (rule.style && selector && rule.cssText.includes('--dp-')) found.push([selector, rule.style]);
    if (rule.cssRules) rules(rule.cssRules, selector, found);
  }
  return found;
};

const matches = (element, selector) => {
  try {
    return element.matches(selector);
  } catch {
    return false;
  }
};

/// Starts to measure below `root`. `show` is told what was found, and whether the keyboard asked.
export async function start(root, show) {
  const answer = await fetch(new URL('tokens.json', import.meta.url));
  const tokens = answer.ok ? await answer.json() : [];

  const mark = document.createElement('div');
  mark.className = 'gallery-measured';
  mark.popover = 'manual';
  mark.setAttribute('aria-hidden', 'true');
  const inner = document.createElement('div');
  const probe = document.createElement('i');
  mark.append(inner, probe);
  root.append(mark);
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

  /// The colour of layers of paint, the lowest first.
  const painted = (layers) => {
    pen.clearRect(0, 0, 1, 1);
    for (const layer of layers) {
      pen.fillStyle = layer;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const hex = (colour) => `#${colour.slice(0, 3).map((part) => part.toString(16).padStart(2, '0')).join('')}`;

  /// What a property would be if it had the value of a token.
  const resolved = (style, token, property) => {
    const value = style.getPropertyValue(token).trim();
    if (!value) return undefined;
    probe.style.cssText = '';
    probe.style.setProperty(property, value);
    const now = getComputedStyle(probe);
    if (!probe.style.length) return undefined;
    return property === 'font' ? typeOf(now) : property === 'color' ? String(painted([now.color])) : number(now[property]);
  };
  const typeOf = (style) => [number(style.fontSize), number(style.lineHeight), style.fontWeight, style.fontFamily].join();

  let sheet;
  /// The tokens that the rules for an element name in one of `properties`, the strongest first.
  const named = (element, properties) => {
    sheet ??= [...document.styleSheets].flatMap((one) => rules(one.cssRules, '', []));
    const names = [];
    for (const [selector, style] of sheet) {
      const text = properties.map((property) => style.getPropertyValue(property)).join(' ');
      if (text.includes('--dp-') && matches(element, selector)) names.unshift(...text.match(/--dp-[\w-]+/g));
    }
    return names;
  };
  /// The token that a value comes from: one that a rule names, else one of those for such values.
  const token = (element, properties, property, value, usual) => {
    const style = getComputedStyle(element);
    const inherits = property === 'font' || property === 'color';
    for (let at = element; at && !at.matches(STAGE); at = at.parentElement) {
      const found = named(at, properties).find((name) => resolved(style, name, property) === value);
      if (found) return found;
      if (!inherits) break;
    }
    return tokens.filter((name) => usual.test(name)).find((name) => resolved(style, name, property) === value) ?? '';
  };

  const DISTANCE = /^--dp-(space|density|target|layout)-/;
  const distance = (element, text, value, properties) => ({
    text,
    token: value ? token(element, properties, 'width', value, DISTANCE) : '',
  });
  /// The four sides of padding or margin in as few words as they need.
  const sides = (element, style, kind) => {
    const values = SIDES.map((side) => number(style[`${kind}-${side}`] || style.getPropertyValue(`${kind}-${side}`)));
    const [top, right, bottom, left] = values;
    const part = (word, side) => {
      const value = values[SIDES.indexOf(side)];
      const axis = side === 'top' || side === 'bottom' ? 'block' : 'inline';
      const own = [`${kind}-${side}`, `${kind}-${LOGICAL[side]}`, `${kind}-${axis}`, kind];
      // Right to left, start and end have changed their places.
      if (axis === 'inline') own.push(`${kind}-inline-start`, `${kind}-inline-end`);
      return distance(element, `${word}${px(value)}`, value, own);
    };
    if (values.every((value) => value === top)) return [part('', 'top')];
    const pairs = top === bottom && left === right;
    const words = pairs ? [['block ', 'top'], ['inline ', 'left']] : SIDES.map((side) => [`${side} `, side]);
    return words.filter(([, side]) => values[SIDES.indexOf(side)]).map(([word, side]) => part(word, side));
  };

  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const speaks = (element) =>
    'placeholder' in element || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const colours = (element, facts) => {
    const style = getComputedStyle(element);
    const layers = [];
    let ground;
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      const [, , , alpha] = painted([backgroundColor]);
      if (alpha === 0) continue;
      ground ??= [at, backgroundColor];
      layers.unshift(backgroundColor);
      if (alpha === 255) break;
    }
    layers.unshift('white');
    const back = painted(layers);
    if (ground) {
      const [at, colour] = ground;
      const name = token(at, ['background-color', 'background'], 'color', String(painted([colour])), /^--dp-bg-|-bg(-|$)|-solid$/);
      facts.push({ term: 'Background', parts: [{ text: hex(back), token: name, colour: hex(back) }] });
    }
    if (!speaks(element)) return undefined;
    const front = painted([...layers, style.color]);
    const name = token(element, ['color'], 'color', String(painted([style.color])), /^--dp-fg-|-fg(-|$)/);
    facts.unshift({ term: 'Text', parts: [{ text: hex(front), token: name, colour: hex(front) }] });
    const type = token(element, ['font'], 'font', typeOf(style), /^--dp-text-/);
    const family = style.fontFamily.split(',')[0].replaceAll('"', '');
    const line = number(style.lineHeight) ? ` / ${number(style.lineHeight)}` : '';
    const written = `${number(style.fontSize)}${line} px, ${style.fontWeight}, ${family}`;
    facts.unshift({ term: 'Font', parts: [{ text: written, token: type }] });
    const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a);
    const isLarge = number(style.fontSize) >= 24 || (number(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    return { ratio: Math.floor(((light + 0.05) / (dark + 0.05)) * 100), least: isLarge ? 300 : 450 };
  };

  const told = (element) => {
    const style = getComputedStyle(element);
    const zoom = element.currentCSSZoom ?? 1;
    const box = element.getBoundingClientRect();
    const facts = [];
    // The label of a control is a part of it.
    const label = element.matches(CONTROL) && !speaks(element) && [...element.querySelectorAll('*')].find(speaks);
    const contrast = colours(label || element, facts);
    const shape = [
      { term: 'Padding', parts: sides(element, style, 'padding') },
      { term: 'Margin', parts: sides(element, style, 'margin') },
    ];
    if (/flex|grid/.test(style.display)) {
      const [row, column] = [number(style.rowGap), number(style.columnGap)];
      const gap = (word, value, own) => distance(element, `${word}${px(value)}`, value, [own, 'gap']);
      shape.push({
        term: 'Gap',
        parts: row === column ? [gap('', row, 'row-gap')] : [gap('rows ', row, 'row-gap'), gap('columns ', column, 'column-gap')],
      });
    }
    const radius = number(style.borderTopLeftRadius);
    if (radius) {
      const name = token(element, ['border-radius'], 'width', radius, /^--dp-radius-/);
      shape.push({ term: 'Radius', parts: [{ text: px(radius), token: name }] });
    }
    const part = [...element.classList].find((name) => name.startsWith('pk-'));
    return JSON.stringify({
      name: part ? `${element.localName}.${part}` : element.localName,
      size: `${number(box.width / zoom)} × ${number(box.height / zoom)} px`,
      facts: [...shape, ...facts],
      contrast,
    });
  };

  let measured;
  const place = () => {
    if (!measured) return;
    if (!measured.isConnected) {
      mark.hidePopover();
      measured = undefined;
      return;
    }
    const style = getComputedStyle(measured);
    const zoom = measured.currentCSSZoom ?? 1;
    const widths = (kind) => SIDES.map((side) => Math.max(number(style.getPropertyValue(`${kind}-${side}`)) * zoom, 0));
    const [top, right, bottom, left] = widths('margin');
    const box = measured.getBoundingClientRect();
    mark.style.left = `${box.left - left}px`;
    mark.style.top = `${box.top - top}px`;
    mark.style.width = `${box.width + left + right}px`;
    mark.style.height = `${box.height + top + bottom}px`;
    mark.style.borderWidth = [top, right, bottom, left].map((width) => `${width}px`).join(' ');
    inner.style.borderWidth = widths('padding').map((width) => `${width}px`).join(' ');
  };
  const measure = (element, byKey) => {
    measured = element;
    // Again, so that it lies above what has been opened since.
    if (mark.matches(':popover-open')) mark.hidePopover();
    mark.showPopover();
    place();
    show(told(element), byKey);
  };

  const meant = (event) => {
    const target = event.target.closest?.('svg') ?? event.target;
    const stage = target.closest?.(STAGE);
    return stage && target !== stage && !stage.closest('dialog') ? target : undefined;
  };
  const pointed = (event) => {
    // A control comes first; the arrows lead to what is in it.
    const control = event.target.closest?.(`${STAGE} :is(${CONTROL})`);
    const element = meant(control ? { target: control } : event);
    if (element && element !== measured) measure(element, false);
  };
  const focused = (event) => {
    const element = meant(event);
    if (element && element !== measured) measure(element, event.target.matches(':focus-visible'));
  };
  const changed = () => {
    sheet = undefined;
    place();
  };
  root.addEventListener('pointerover', pointed);
  root.addEventListener('focusin', focused);
  addEventListener('scroll', place, true);
  addEventListener('resize', changed);

  const isThere = (element) => element.getClientRects().length > 0;
  const steps = {
    out: () => (measured.parentElement.matches(STAGE) ? undefined : measured.parentElement),
    in: () => [...measured.children].find(isThere),
    next: () => {
      let at = measured.nextElementSibling;
      while (at && !isThere(at)) at = at.nextElementSibling;
      return at;
    },
    back: () => {
      let at = measured.previousElementSibling;
      while (at && !isThere(at)) at = at.previousElementSibling;
      return at;
    },
  };
  return {
    /// Goes from what is measured to what is beside it, around it or in it.
    walk: (step) => {
      const first = () => [...root.querySelectorAll(`${STAGE} > *`)].find(isThere);
      const element = measured?.isConnected ? steps[step]() : first();
      if (!element) return false;
      element.scrollIntoView({ block: 'nearest' });
      measure(element, true);
      return true;
    },
    stop: () => {
      root.removeEventListener('pointerover', pointed);
      root.removeEventListener('focusin', focused);
      removeEventListener('scroll', place, true);
      removeEventListener('resize', changed);
      mark.remove();
    },
  };
}
