import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { row } from './row.js';

/**
 * The issues as a table, and what stands at its end; on a phone the style sheet makes cards of it.
 *
 * @param {{list: import('./issue-list.js').IssueList, selection: import('./selection.js').Selection, named: boolean, decides: boolean, ticked: () => void, next: () => void}} what
 *   named is whether rows say their projects; decides is whether they can be ticked; ticked hears of each change of the selection
 */
export function table({ list, selection, named, decides, ticked, next }) {
  const loading = list.state === 'loading';
  return html`<table role="table" class="issues ${loading ? 'stale' : ''}" aria-busy=${loading} aria-label=${t('issues')}>
      ${head(selection, decides, ticked)}
      <tbody role="rowgroup">
        ${repeat(
          list.items,
          (issue) => issue.id,
          (issue) =>
            row({
              issue,
              selected: selection.has(issue.id),
              note: list.notes.get(issue.id),
              trend: list.trend(issue.id),
              project: named ? session.project(issue.project)?.name : undefined,
              decides,
              tick: (event) => {
                selection.tick(issue.id, event.target.checked, event.shiftKey);
                ticked();
              },
            }),
        )}
      </tbody>
    </table>
    <div class="list-end">
      ${list.more
        ? html`<button class="button quiet" ?disabled=${list.busy} @click=${next}>${list.busy ? html`<span class="spinner"></span>` : ''} ${t('more')}</button>`
        : html`<span>${t('end', { n: list.items.length })}</span>`}
    </div>`;
}

function head(selection, decides, ticked) {
  const tickAll = (event) => {
    selection.tickAll(event.target.checked);
    ticked();
  };
  return html`<thead role="rowgroup">
    <tr role="row">
      <th role="columnheader" class="tick">
        ${decides
          ? html`<label><input type="checkbox" class="check" aria-label=${t('select.all')} .checked=${selection.isAll} .indeterminate=${selection.isSome} @change=${tickAll} /><span class="tick-all">${t('select.all')}</span></label>`
          : nothing}
      </th>
      ${['level', 'log', 'trend', 'events', 'users'].map((one) => html`<th role="columnheader" class=${one}>${t('column.' + one)}</th>`)}
    </tr>
  </thead>`;
}

/** What stands where the table will. */
export function skeleton() {
  return html`<div class="skeleton-rows" aria-busy="true">
    <span class="visually-hidden" role="status">${t('loading')}</span>
    ${Array.from({ length: 8 }, () => html`<div class="skeleton-row"><i class="skeleton"></i><i class="skeleton"></i><i class="skeleton"></i></div>`)}
  </div>`;
}
