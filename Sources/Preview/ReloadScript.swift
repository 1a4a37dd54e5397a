/// Shows what is new, in every previewed page: loads it again, or its style sheets only. Served as `/-/reload.js`; what is wrong is shown
/// by `/-/panel.js`.
let reloadScript = #"""
  (() => {
    'use strict';
    const day = new URLSearchParams(location.search).get('as-of'), store = sessionStorage;

    // Back to where the reader was.
    const [path, x, y, wanted] = JSON.parse(store.getItem('waiver-place') || '[]');
    store.removeItem('waiver-place');
    const back = () => path === location.href && scrollTo({ left: x, top: y, behavior: 'instant' });
    back();
    addEventListener('load', back, { once: true });
    addEventListener('pageshow', e => e.persisted && location.reload());

    // Links stay on the chosen day.
    document.addEventListener('click', e => {
      const a = day && e.composedPath().find(n => n.href && n.origin === location.origin);
      if (!a || a.pathname.startsWith('/-/source/')) return;
      const to = new URL(a.href);
      to.searchParams.set('as-of', day);
      a.href = to;
    }, true);

    // What is wrong is shown by another script, which says when it is there.
    let last;
    const show = s => { last = s; self.waiverPanel?.(s); };
    const script = document.createElement('script');
    script.src = '/-/panel.js';
    script.onload = () => last && show(last);
    document.head.append(script);

    const timing = (performance.getEntriesByType('navigation')[0] || {}).serverTiming || [];
    let version = (timing.find(t => t.name === 'version') || {}).description;
    const hear = text => {
      const s = JSON.parse(text), is = version;
      version = s.version;
      if (!is || is === s.version || wanted === s.version || !s.good) return show(s);
      if (!s.style) {
        store.setItem('waiver-place', JSON.stringify([location.href, scrollX, scrollY, s.version]));
        return location.reload();
      }
      for (const old of document.querySelectorAll('link[rel~=stylesheet]')) {
        const url = new URL(old.href), link = old.cloneNode();
        if (url.origin !== location.origin) continue;
        url.searchParams.set('v', version);
        link.href = url;
        link.onload = link.onerror = () => old.remove();
        old.after(link);
      }
      show(s);
    };

    // One connection for all tabs: a browser has only six for a server. The worker also is not bound by the page's policy.
    if (self.SharedWorker) {
      const port = new SharedWorker('/-/worker.js').port;
      port.onmessage = e => hear(e.data);
      addEventListener('pagehide', () => port.postMessage('bye'));
    } else new EventSource('/-/events').addEventListener('state', e => hear(e.data));
  })();
  """#

/// Listens for all tabs. Served as `/-/worker.js`.
let reloadWorker = #"""
  'use strict';
  const ports = new Set();
  let last;
  new EventSource('/-/events').addEventListener('state', e => {
    last = e.data;
    for (const port of ports) port.postMessage(last);
  });
  onconnect = e => {
    const port = e.ports[0];
    ports.add(port);
    port.onmessage = () => ports.delete(port);
    if (last) port.postMessage(last);
  };
  """#
