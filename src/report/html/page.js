// SPDX-License-Identifier: Apache-2.0
// What the page can do beyond being read: fold, sort, filter, change its theme. Without it everything is shown.
'use strict';
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;

  // ---- Theme: nothing is stored, the choice lasts as long as the page -------------------------------------------------
  const theme = byId('theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
  const nameTheme = () => (theme.textContent = isDark() ? 'Light theme' : 'Dark theme');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    nameTheme();
  });
  dark.addEventListener('change', nameTheme);
  nameTheme();

  // ---- Findings: a row folds its details ------------------------------------------------------------------------------
  const findings = all('tbody.finding').map((body) => ({
    body,
    details: body.querySelector('.details'),
    text: body.textContent.toLowerCase(),
  }));
  const show = (finding, open) => {
    finding.details.hidden = !open;
    finding.button.setAttribute('aria-expanded', String(open));
  };
  for (const finding of findings) {
    const cell = finding.body.querySelector('.message');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'fold';
    button.append(...cell.childNodes);
    cell.append(button);
    finding.details.id = `${finding.body.id}-details`;
    button.setAttribute('aria-controls', finding.details.id);
    finding.button = button;
    button.addEventListener('click', () => show(finding, finding.details.hidden));
    show(finding, false);
  }

  // What a link leads to is shown, whatever hides it.
  const reveal = () => {
    let target;
    try {
      target = byId(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    if (!target) return;
    const finding = findings.find(({ body }) => body === target);
    if (finding) {
      if (finding.body.hidden) resetFilter();
      show(finding, true);
    }
    (target.querySelector(':scope > details.whole') ?? target.closest('details'))?.setAttribute('open', '');
    target.scrollIntoView();
  };

  // ---- Filter ---------------------------------------------------------------------------------------------------------
  const filter = byId('filter');
  const expand = byId('expand');
  const shown = () => findings.filter(({ body }) => !body.hidden);
  const applyFilter = () => {
    const words = byId('filter-text').value.toLowerCase().split(/\s+/).filter(Boolean);
    const platform = byId('filter-platform').value;
    const severities = new Set(all('[name=severity]:checked', filter).map((box) => box.value));
    const onlyFix = byId('filter-fix')?.checked ?? false;
    for (const { body, text } of findings) {
      const { severity, platform: own, fix } = body.dataset;
      body.hidden = !(
        severities.has(severity) &&
        (!platform || platform === own) &&
        (!onlyFix || fix !== undefined) &&
        words.every((word) => text.includes(word))
      );
    }
    const count = shown().length;
    byId('filter-count').textContent = `${count} of ${findings.length} shown`;
    byId('filter-none').hidden = count !== 0;
  };
  const resetFilter = () => {
    filter.reset();
    applyFilter();
  };
  if (filter) {
    filter.hidden = false;
    let waiting;
    filter.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(applyFilter, 80);
    });
    filter.addEventListener('submit', (event) => event.preventDefault());
    expand.addEventListener('click', () => {
      const open = expand.getAttribute('aria-pressed') !== 'true';
      expand.setAttribute('aria-pressed', String(open));
      for (const finding of findings) show(finding, open);
    });
  }

  // ---- Sorting: each row is a <tbody>, so that a finding takes its details with it ------------------------------------
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const keyOf = (body, column) => {
    const cell = body.rows[0].cells[column];
    return cell?.dataset.key ?? cell?.textContent ?? '';
  };
  const sort = (table, header) => {
    const column = header.cellIndex;
    // Severity is worst first at once, everything else begins with the first.
    const first = header.textContent === 'Severity' ? 'descending' : 'ascending';
    const other = first === 'ascending' ? 'descending' : 'ascending';
    const order = header.getAttribute('aria-sort') === first ? other : first;
    for (const each of header.parentElement.cells) each.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', order);
    const sign = order === 'ascending' ? 1 : -1;
    const keyed = [...table.tBodies].map((body) => ({ body, key: keyOf(body, column) }));
    keyed.sort((a, b) => sign * compare(a.key, b.key));
    table.append(...keyed.map(({ body }) => body));
  };
  for (const table of all('table.sortable')) {
    if (table.tBodies.length < 2) continue;
    for (const header of table.tHead.rows[0].cells) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => sort(table, header));
    }
  }

  // ---- What is long begins folded; printed, all of it is open ---------------------------------------------------------
  const groups = all('details');
  for (const group of groups) group.open = false;
  let before = [];
  addEventListener('beforeprint', () => {
    before = groups.filter((group) => !group.open);
    for (const group of before) group.open = true;
  });
  addEventListener('afterprint', () => {
    for (const group of before) group.open = false;
  });

  addEventListener('hashchange', reveal);
  reveal();
})();
