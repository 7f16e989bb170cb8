// What runs before the portal and what stays when it is gone: appearance before the first paint,
// Trusted Types, loading, and the two screens for when that fails or the portal dies.
// It depends on nothing and never changes between builds; index.html tells it the rest.
(() => {
  'use strict';
  const { base, build, package: pkg, chunks, catalog } = document.currentScript.dataset;
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const ready = new Promise((resolve) => {
    if (document.readyState !== 'loading') resolve();
    else document.addEventListener('DOMContentLoaded', resolve);
  });
  // Storage can be missing, forbidden, or hold anything.
  const parsed = (text) => {
    try {
      return JSON.parse(text()) || {};
    } catch {
      return {};
    }
  };

  // --- Appearance ------------------------------------------------------------------------------
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const bars = [...document.querySelectorAll('meta[name=theme-color]')];
  const colors = bars.map((meta) => meta.content);
  let told;
  const appearance = () => {
    const wish = told || parsed(() => localStorage.getItem('portico.v1'));
    const isDark = wish.theme === 'dark' || (wish.theme !== 'light' && dark.matches);
    const isMore = wish.contrast === 'more' || (wish.contrast !== 'normal' && contrast.matches);
    root.dataset.theme = isDark ? 'dark' : 'light';
    root.dataset.contrast = isMore ? 'more' : 'normal';
    root.dataset.density = /^(compact|spacious)$/.test(wish.density) ? wish.density : 'default';
    root.toggleAttribute('data-no-keys', wish.shortcuts === false);
    for (const meta of bars) meta.content = colors[isDark ? 1 : 0];
  };
  appearance();
  for (const query of [dark, contrast]) query.addEventListener('change', appearance);
  addEventListener('storage', () => {
    told = undefined;
    appearance();
  });
  // The portal sends the choice along, for browsers that refuse to store it.
  root.addEventListener('portico:appearance', (event) => {
    told = event.detail && parsed(() => event.detail);
    appearance();
  });

  // --- Crashes of this tab, and the plugins that wait for a retry -------------------------------
  const CRASHES = 'portico.crashes';
  const crashes = () => {
    const list = parsed(() => sessionStorage.getItem(CRASHES));
    return Array.isArray(list) ? list.filter((crash) => crash && crash.build === build) : [];
  };
  const keep = (list) => {
    try {
      sessionStorage.setItem(CRASHES, JSON.stringify(list));
    } catch {
      // Without storage a plugin that crashed starts again after a reload, and that is all.
    }
  };
  const quarantine = () => {
    const ids = new Set(crashes().map((crash) => crash.plugin));
    root.dataset.quarantine = [...ids].filter((id) => /^[\w-]+$/.test(id)).join(' ');
  };
  quarantine();
  root.addEventListener('portico:release', (event) => {
    keep(crashes().filter((crash) => crash.plugin !== event.detail));
    quarantine();
  });
  if (new URLSearchParams(location.search).has('safe')) root.dataset.safe = '';

  // --- Trusted Types ---------------------------------------------------------------------------
  // `default` sees the constant templates of the views and nothing else. Documents that come from
  // outside are cleaned first and go through `portal-html`, which only the functions here reach.
  const danger = /<(script|iframe|object|embed|base|meta|link|form)\b|[\s/"']on\w+\s*=|javascript:/i;
  const workerUrl = new URL(`${pkg}worker.js`, location.href).href;
  let policy = { createHTML: (html) => html, createScriptURL: (url) => url };
  let policyError;
  try {
    if (window.trustedTypes) {
      trustedTypes.createPolicy('default', {
        createHTML: (html) => (danger.test(html) ? null : html),
      });
      policy = trustedTypes.createPolicy('portal-html', {
        createHTML: (html) => html,
        createScriptURL: (url) => (url === workerUrl ? url : null),
      });
    }
  } catch (error) {
    policyError = error;
  }
  window.portalSetHtml = (element, html) => {
    element.innerHTML = policy.createHTML(html);
  };
  window.portalSrcdoc = (frame, html) => {
    frame.srcdoc = policy.createHTML(html);
  };

  // --- The two screens -------------------------------------------------------------------------
  const reload = (safe) => {
    const url = new URL(location.href);
    if (safe) url.searchParams.set('safe', '1');
    if (url.href === location.href) location.reload();
    else location.replace(url);
  };
  // Files of the package are kept by the browser for ever, and so is one that arrived broken. When
  // it is asked for again, it comes from the server.
  const ask = window.fetch.bind(window);
  const anew = (url) => ask(url, { cache: 'reload', signal: AbortSignal.timeout(5000) });
  const asked = new Set();
  window.fetch = (what, options) => {
    const url = what instanceof URL ? what.href : '';
    if (!url.startsWith(new URL(pkg, location.href).href)) return ask(what, options);
    if (asked.has(url)) return anew(url);
    asked.add(url);
    return ask(what, options);
  };
  const renew = () => {
    const files = [...document.querySelectorAll('link[rel=preload], link[rel=modulepreload]')];
    return Promise.allSettled(files.map((link) => anew(link.href)));
  };
  const show = (name, advice, details) => {
    const boot = $('boot');
    if (boot) boot.remove();
    document.body.append($(`${name}-screen`).content.cloneNode(true));
    const panel = $(name);
    const text = details.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
    panel.querySelector('[data-fill=advice]').textContent = advice;
    const pre = panel.querySelector('[data-fill=details]');
    pre.textContent = text.join('\n');
    panel.addEventListener('click', (event) => {
      const button = event.target.closest('[data-do]');
      const what = button && button.dataset.do;
      if (what === 'reload' && name === 'failure') renew().then(() => reload(false));
      else if (what === 'reload') reload(false);
      if (what === 'safe') reload(true);
      if (what === 'copy') {
        const done = () => {
          button.textContent = 'Copied';
        };
        const select = () => getSelection().selectAllChildren(pre);
        if (navigator.clipboard) navigator.clipboard.writeText(pre.textContent).then(done, select);
        else select();
      }
    });
    return panel;
  };
  const short = (error) => String((error && error.message) || error).slice(0, 500);

  let failed = false;
  const fail = (advice, error) => {
    if (failed || dead) return;
    failed = true;
    ready.then(() => {
      const details = [['Build', build], ['Error', short(error)], ['Browser', navigator.userAgent]];
      show('failure', advice, details).querySelector('h1').focus();
    });
  };

  // --- Death -----------------------------------------------------------------------------------
  // Of four ways to die only a panic is seen by Rust, and afterwards the portal runs on with
  // broken memory and shows wrong data. So it is watched, and stopped, from outside.
  let dead = false;
  const workers = [];
  const nothing = () => 0;
  const deadly = (error) =>
    error instanceof WebAssembly.RuntimeError ||
    // The browser's own stack ran out inside of it (`too much recursion` in Firefox).
    (error instanceof Error &&
      /call stack|recursion|out of memory/i.test(error.message) &&
      /wasm/.test(error.stack));
  const freeze = () => {
    // Not one more step of it: no timer, no frame, no awaited answer, no message, no request.
    const last = setTimeout(nothing);
    for (let id = last; id > 0; id -= 1) clearTimeout(id);
    const frame = requestAnimationFrame(nothing);
    for (let id = frame; id > 0 && id > frame - 1e5; id -= 1) cancelAnimationFrame(id);
    for (const name of [
      'setTimeout',
      'setInterval',
      'requestAnimationFrame',
      'requestIdleCallback',
      'queueMicrotask',
    ]) {
      window[name] = nothing;
    }
    window.fetch = () => new Promise(nothing);
    for (const worker of workers) worker.terminate();
    window.stop();
  };
  const die = (error) => {
    if (dead) return;
    dead = true;
    freeze();
    const { plugin = '', route = '', panic } = root.dataset;
    const message = panic || short(error);
    const list = crashes();
    const same = list.find((crash) => crash.plugin === plugin && crash.route === route);
    if (same) same.count += 1;
    else list.push({ build, plugin, route, message, count: 1 });
    keep(list);
    const who = plugin ? `The plugin “${plugin}”` : 'Something in the portal';
    const after = plugin
      ? ' After a reload everything else works, and the plugin waits until you start it again.'
      : ' Reload to go on.';
    ready.then(() => {
      const panel = show('crash', `${who} failed in a way that cannot be undone, so the page was stopped.${after}`, [
        ['Plugin', plugin || 'none'],
        ['Page', route],
        ['Build', build],
        ['Error', message],
      ]);
      panel.addEventListener('cancel', (event) => event.preventDefault());
      if (panel.showModal) panel.showModal();
      else panel.setAttribute('open', '');
    });
  };
  addEventListener('error', (event) => deadly(event.error) && die(event.error));
  addEventListener('unhandledrejection', (event) => deadly(event.reason) && die(event.reason));
  const watched =
    'click dblclick auxclick contextmenu pointerdown pointerup pointermove pointerover pointerout ' +
    'pointerenter pointerleave pointercancel mousedown mouseup mousemove mouseover mouseout ' +
    'touchstart touchmove touchend keydown keyup beforeinput input change submit reset focusin ' +
    'focusout focus blur wheel scroll dragstart dragover drop copy cut paste toggle beforetoggle ' +
    'close popstate hashchange storage message online offline visibilitychange resize pagehide ' +
    'pageshow beforeunload';
  for (const type of watched.split(' ')) {
    addEventListener(
      type,
      (event) => {
        // Whatever dies next dies in the name of the plugin that the event belongs to.
        const host = !dead && event.target instanceof Element && event.target.closest('[data-plugin]');
        if (host && /^(click|key|input|change|submit|pointerdown)/.test(type)) root.dataset.plugin = host.dataset.plugin;
        const panel = dead && $('crash');
        if (panel && !(event.target instanceof Node && panel.contains(event.target))) {
          event.stopImmediatePropagation();
        }
      },
      { capture: true, passive: true },
    );
  }

  // --- Start -----------------------------------------------------------------------------------
  const tell = 'tell whoever runs the portal.';
  const failWith = (error) =>
    fail(
      /security policy|Trusted/i.test(short(error))
        ? `The security policy of this site does not let the portal run: ${tell}`
        : `A file of the portal could not be loaded. Check your connection, then reload. If that does not help, ${tell}`,
      error,
    );
  if (typeof WebAssembly !== 'object' || !WebAssembly.compileStreaming || !window.CSSLayerBlockRule) {
    fail('This browser is too old for Portico. Use a current Chrome, Edge, Firefox or Safari.', 'no WebAssembly');
    return;
  }
  if (policyError) {
    failWith(policyError);
    return;
  }
  // --- What the first view does without --------------------------------------------------------
  // A part that is drawn later waits for its styles; without them it is drawn all the same, and
  // the next part asks again.
  let later;
  const styles = () => {
    later ||= new Promise((resolve) => {
      const link = document.createElement('link');
      link.onload = resolve;
      link.onerror = () => {
        later = undefined;
        link.remove();
        resolve();
      };
      Object.assign(link, { rel: 'stylesheet', href: `${pkg}later.css` });
      document.head.append(link);
    });
    return later;
  };
  // The code of the page that is asked for is fetched together with everything else. The first
  // part of a path is the name of a plugin; deep below the catalog there are entities.
  const named = JSON.parse(chunks || '{}');
  const [first, , , name] = location.pathname.slice(base.length).split('/');
  const page = first === 'catalog' && name ? 'entity' : first;
  const preload = (stem) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: '', href: `${pkg}${stem}.wasm` });
    document.head.append(link);
  };
  const own = page || 'home';
  if (named[own]) {
    named[own].forEach((number) => preload(`chunk_${number}`));
    preload(`split_${own}`);
  }
  if (named[page]) styles();
  const code = fetch(`${pkg}portal_bg.wasm`).then((answer) => {
    if (!answer.ok) throw new Error(`portal_bg.wasm: ${answer.status} ${answer.statusText}`);
    return WebAssembly.compileStreaming(answer);
  });
  // --- The one door to the worker ---------------------------------------------------------------
  // It runs the module that the page compiles. The first one starts beside the page, which needs
  // it at once.
  const work = async () => {
    const compiled = await code;
    const worker = new Worker(policy.createScriptURL(workerUrl), { type: 'module' });
    workers.push(worker);
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || 'its script could not be loaded'));
      worker.onmessage = ({ data }) => (data === 'ready' ? resolve(worker) : reject(new Error(data)));
      worker.postMessage(compiled);
    });
  };
  // The catalog that lies beside the portal is shown before descriptors are read.
  const shipped = catalog && fetch(base + catalog).then((answer) => (answer.ok ? answer.arrayBuffer() : undefined));
  if (shipped) shipped.catch(nothing);
  let spare = shipped ? undefined : work();
  if (spare) spare.catch(nothing);
  window.portico = Object.freeze({
    base,
    build,
    package: pkg,
    styles,
    // A script of the package that only one page needs.
    script: (name) => import(new URL(pkg + name, location.href).href),
    ...(shipped && { catalog: () => shipped }),
    worker: () => {
      const worker = spare || work();
      spare = undefined;
      return worker;
    },
  });

  Promise.all([import(`${pkg}portal.js`), code, ready])
    .then(([portal, compiled]) => portal.default({ module_or_path: compiled }))
    .catch((error) => (deadly(error) ? die(error) : failWith(error)));
})();
