/// Shows what is wrong, and chooses the day, in a shadow tree, where the page's own styles do not reach. Served as `/-/panel.js`.
let panelScript = #"""
  (() => {
    'use strict';
    const here = new URL(location), day = here.searchParams.get('as-of'), store = sessionStorage;
    const el = (name, more, ...inside) => {
      const e = Object.assign(document.createElement(name), more);
      e.append(...inside);
      return e;
    };
    const go = to => {
      if (to) here.searchParams.set('as-of', to); else here.searchParams.delete('as-of');
      location.assign(here);
    };

    const host = el('waiver-preview', { lang: 'en', dir: 'ltr' }), root = host.attachShadow({ mode: 'open' });
    const overlay = el('section', { hidden: true, tabIndex: -1, role: 'alertdialog', ariaLabel: 'Errors' });
    const panel = el('details', { open: store.getItem('waiver-panel') === 'open' });
    panel.ontoggle = () => store.setItem('waiver-panel', panel.open ? 'open' : '');
    root.append(el('link', { rel: 'stylesheet', href: '/-/reload.css' }), overlay, panel);
    document.body.append(host);
    addEventListener('keydown', e => { if (e.key === 'Escape') overlay.hidden = true; });

    const problem = p => {
      const place = `${p.file}:${p.line}:${p.column}`;
      const text = p.lines.map(l => {
        const c = [...l.text], at = p.column - 1 - p.skipped, row = el('span', {}, `${l.number}`.padStart(6) + (p.skipped ? ' …' : '  '));
        if (l.number === p.line) row.append(c.slice(0, at).join(''), el('mark', {}, c[at] || ' '), c.slice(at + 1).join(''));
        else row.append(l.text);
        return el('div', {}, row);
      });
      return el('li', { className: p.severity }, p.link ? el('a', { href: p.link }, place) : place, el('p', {}, `${p.severity}: ${p.message} [${p.code}]`),
        text.length ? el('pre', { tabIndex: 0 }, ...text) : '');
    };
    const count = (n, name) => `${n} ${name}${n === 1 ? '' : 's'}`;
    self.waiverPanel = s => {
      const wrong = s.problems.filter(p => p.severity === 'error');
      const more = s.errors + s.warnings + s.notes - s.problems.length;
      overlay.hidden = s.good;
      overlay.replaceChildren(el('h2', {}, `${count(s.errors, 'error')}: the last good page stays below`),
        el('button', { onclick: () => { overlay.hidden = true; } }, 'Hide (Esc)'), el('ul', {}, ...wrong.map(problem)));
      const date = el('input', { type: 'date', value: day || s.asOf || '', min: '1900-01-01', max: '2199-12-31', required: true });
      const form = el('form', {}, el('label', {}, 'Show the day ', date), el('button', {}, 'Go'));
      form.onsubmit = e => { e.preventDefault(); go(date.value); };
      if (day) form.append(el('button', { type: 'button', onclick: () => go() }, `Back to ${s.asOf}`));
      panel.className = day ? 'other' : '';
      panel.replaceChildren(
        el('summary', {}, 'Preview', day ? ` as of ${day}` : '', `: ${count(s.errors, 'error')}, ${count(s.warnings, 'warning')}, ${count(s.notes, 'note')}`), form,
        el('nav', {}, ...s.drafts.map(d => el('a', { href: d.path }, d.title))),
        el('ul', {}, ...s.problems.map(problem)), more ? `and ${more} more` : '');
      if (!s.good) overlay.focus();
    };
  })();
  """#
