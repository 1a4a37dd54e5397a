// Filters for the list of all exceptions, and for the changes on the overview. A classic script, so that it also runs where a page is
// opened by double-click; without it the static lists do the job. The index of the exceptions is loaded on first use, in parts that call
// `waiverIndex`. Nothing here makes markup from text: rows are built from elements.
(function () {
  'use strict';

  var root = document.documentElement;
  root.classList.add('scripted');

  var PAGE = 100;
  var index = null;

  /** The index calls this: first with what all parts share, then with each part's records. */
  window.waiverIndex = function (part, content) {
    if (index) index.receive(part, content);
  };

  document.addEventListener('DOMContentLoaded', function () {
    var form = document.getElementById('filters');
    if (form) startList(form);
    var since = document.getElementById('since');
    if (since) startChanges(since);
  });

  // Text

  /** Text as it is compared: width, case and the two kana do not matter. */
  function fold(text) {
    return text.normalize('NFKC').toLowerCase().replace(/[\u30a1-\u30f6]/g, function (kana) {
      return String.fromCharCode(kana.charCodeAt(0) - 0x60);
    });
  }

  function element(name, className, text) {
    var node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // The index

  function Index(base, count, changed) {
    this.base = base;
    this.parts = count;
    this.shared = null;
    this.rows = [];
    this.received = [];
    this.arrived = 0;
    this.failed = false;
    this.asked = false;
    this.changed = changed;
  }

  /** Asks for all parts. They run in the order in which they were asked for. */
  Index.prototype.load = function () {
    if (this.asked) return;
    this.asked = true;
    for (var n = 0; n < this.parts; n++) this.ask(this.base + '.' + n + '.js');
  };

  Index.prototype.ask = function (address) {
    var self = this;
    var script = document.createElement('script');
    script.src = address;
    script.async = false;
    script.onerror = function () {
      self.failed = true;
      self.changed();
    };
    document.head.appendChild(script);
  };

  Index.prototype.receive = function (part, content) {
    if (part === null) {
      this.shared = content;
    } else if (this.shared && !this.received[part]) {
      this.received[part] = content.rows.map(this.row(content.days), this);
      this.arrived++;
    }
    this.changed();
  };

  /** A record of the index with the text that a search looks through. */
  Index.prototype.row = function (days) {
    var shared = this.shared;
    return function (row) {
      var customer = row[4] < 0 ? null : shared.customers[row[4]];
      var type = shared.types[row[3]];
      return {
        id: row[0], title: [].concat(row[1]), status: row[2], type: row[3], customer: row[4],
        day: row[5] < 0 ? null : days[row[5]], kind: row[6], conditions: row[7] || [],
        text: fold([row[0], [].concat(row[1])[0], row[8] || '', customer ? customer[1] : '', type[1]].join('\n'))
      };
    };
  };

  Index.prototype.isComplete = function () {
    return this.shared !== null && this.arrived === this.parts;
  };

  Index.prototype.all = function () {
    if (this.rows.length === 0) this.rows = [].concat.apply([], this.received);
    return this.rows;
  };

  // The list

  function startList(form) {
    var fields = { q: form.elements.q, status: form.elements.status, type: form.elements.type,
      customer: form.elements.customer, condition: form.elements.condition };
    var list = document.getElementById('list');
    var result = document.getElementById('result');
    var count = document.getElementById('result-count');
    var words = form.dataset;
    var shown = PAGE;
    var timer = 0;

    index = new Index(words.index, Number(words.parts), update);
    index.ask(words.index + '.js');

    form.addEventListener('submit', function (event) { event.preventDefault(); apply(); });
    form.addEventListener('input', function () {
      index.load();
      clearTimeout(timer);
      timer = setTimeout(apply, 120);
    });
    form.addEventListener('focusin', function () { index.load(); });
    document.getElementById('filters-clear').addEventListener('click', function () {
      each(function (field) { field.value = ''; });
      apply();
      fields.q.focus();
    });
    window.addEventListener('popstate', function () { read(); update(); });

    function each(visit) {
      Object.keys(fields).forEach(function (name) { if (fields[name]) visit(fields[name], name); });
    }

    /** Options come with the index: a portal may have very many customers. */
    function fill() {
      add(fields.status, index.shared.statuses, 2);
      add(fields.type, index.shared.types, 1);
      add(fields.customer, index.shared.customers, 1);
      add(group(fields.condition, words.judged), index.shared.conditions, 1);
      add(group(fields.condition, words.broken), index.shared.conditions, 1, ':broken');
      read();
    }

    function group(select, label) {
      if (!select) return null;
      var options = document.createElement('optgroup');
      options.label = label;
      select.appendChild(options);
      return options;
    }

    function add(select, items, name, suffix) {
      if (!select) return;
      items.forEach(function (item) {
        var option = element('option', '', item[name]);
        option.value = item[0] + (suffix || '');
        select.appendChild(option);
      });
    }

    function read() {
      var query = new URLSearchParams(location.search);
      each(function (field, name) {
        field.value = query.get(name) || '';
        if (field.selectedIndex === -1) field.value = '';
      });
      shown = PAGE;
      if (isFiltered()) index.load();
    }

    function isFiltered() {
      var filtered = false;
      each(function (field) { if (field.value.trim() !== '') filtered = true; });
      return filtered;
    }

    /** Keeps the filters in the address, so that a link or a reload shows the same. */
    function apply() {
      var query = new URLSearchParams();
      each(function (field, name) { if (field.value.trim() !== '') query.set(name, field.value.trim()); });
      var address = location.pathname + (query.toString() ? '?' + query : '') + location.hash;
      try { history.replaceState(null, '', address); } catch (error) { /* Some browsers refuse on file://. */ }
      document.querySelectorAll('.languages a').forEach(function (link) {
        link.search = query.toString();
      });
      shown = PAGE;
      update();
    }

    function update() {
      if (index.shared && !form.dataset.filled) {
        form.dataset.filled = 'yes';
        fill();
        apply();
        return;
      }
      var filtered = isFiltered();
      list.hidden = filtered && index.isComplete();
      result.hidden = !list.hidden;
      if (!filtered) {
        count.textContent = '';
      } else if (index.failed) {
        count.textContent = words.failed;
      } else if (!index.isComplete()) {
        count.textContent = words.loading;
      } else {
        show(matches());
      }
    }

    function matches() {
      var terms = fold(fields.q.value).split(/\s+/).filter(Boolean);
      var shared = index.shared;
      var status = place(shared.statuses, fields.status);
      var type = place(shared.types, fields.type);
      var customer = place(shared.customers, fields.customer);
      var condition = conditionWanted(shared);
      return index.all().filter(function (row) {
        if (status !== null && row.status !== status) return false;
        if (type !== null && row.type !== type) return false;
        if (customer !== null && row.customer !== customer) return false;
        if (condition !== null && !condition(row)) return false;
        for (var n = 0; n < terms.length; n++) if (row.text.indexOf(terms[n]) === -1) return false;
        return true;
      });
    }

    function place(items, field) {
      if (!field || field.value === '') return null;
      for (var n = 0; n < items.length; n++) if (items[n][0] === field.value) return n;
      return null;
    }

    /** A condition stands in a record as twice its place, and one more where it is broken. */
    function conditionWanted(shared) {
      if (!fields.condition || fields.condition.value === '') return null;
      var parts = fields.condition.value.split(':');
      var n = shared.conditions.findIndex(function (condition) { return condition[0] === parts[0]; });
      if (n < 0) return null;
      return function (row) {
        return row.conditions.indexOf(2 * n + 1) !== -1 || (parts.length === 1 && row.conditions.indexOf(2 * n) !== -1);
      };
    }

    function show(rows) {
      count.textContent = words.count.replace('{n}', String(rows.length)).replace('{all}', String(index.all().length));
      var body = result.querySelector('tbody');
      var fresh = document.createElement('tbody');
      rows.slice(0, shown).forEach(function (row) { fresh.appendChild(line(row)); });
      body.replaceWith(fresh);
      var more = document.getElementById('result-more');
      more.hidden = rows.length <= shown;
      more.onclick = function () {
        var next = shown;
        shown += 5 * PAGE;
        show(rows);
        var link = result.querySelectorAll('tbody tr')[next].querySelector('a');
        if (link) link.focus();
      };
    }

    function line(row) {
      var shared = index.shared;
      var tr = document.createElement('tr');
      var name = element('td');
      var link = element('a', 'id', row.id);
      link.href = row.id + '/index.html';
      name.appendChild(link);
      if (row.title[0]) {
        var title = element('span', '', row.title[0]);
        if (row.title[1]) title.lang = row.title[1];
        name.appendChild(document.createElement('br'));
        name.appendChild(title);
      }
      if (row.customer >= 0) {
        name.appendChild(document.createElement('br'));
        name.appendChild(element('span', 'quiet', shared.customers[row.customer][1]));
      }
      tr.appendChild(name);
      var status = shared.statuses[row.status];
      var pill = element('span', 'status status-' + status[0]);
      var shape = element('span', 'shape', status[1]);
      shape.setAttribute('aria-hidden', 'true');
      pill.appendChild(shape);
      pill.appendChild(document.createTextNode(status[2]));
      tr.appendChild(element('td')).appendChild(pill);
      tr.appendChild(element('td', '', shared.types[row.type][1]));
      var next = element('td');
      if (row.day) {
        var time = element('time', '', row.day[1]);
        time.dateTime = row.day[0];
        next.appendChild(time);
        next.appendChild(document.createElement('br'));
        next.appendChild(element('span', 'quiet', shared.kinds[row.kind]));
      }
      tr.appendChild(next);
      return tr;
    }
  }

  // Changes on the overview

  function startChanges(since) {
    var rows = document.querySelectorAll('.changes tbody tr');
    var count = document.getElementById('since-count');
    since.addEventListener('input', function () {
      var shown = 0;
      rows.forEach(function (row) {
        var time = row.querySelector('time');
        row.hidden = since.value !== '' && time !== null && time.dateTime < since.value;
        if (!row.hidden) shown++;
      });
      count.textContent = count.dataset.words.replace('{n}', String(shown));
    });
  }
})();
