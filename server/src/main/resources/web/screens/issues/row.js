import { html, nothing } from 'lit';
import { router } from '../../core/router.js';
import { ago, dateTime, number, shortNumber, since } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { environmentChip } from '../../parts/environment.js';
import { level } from '../../parts/level.js';
import { sparkline } from '../../parts/sparkline.js';

/** How many environments a row names. */
const MOST_PLACES = 2;

/**
 * An issue as a row of the table; on a phone the style sheet makes a card of it.
 *
 * @param {{issue: import('./issue-list.js').Issue, selected: boolean, note?: string, trend: number[] | null, project?: string, decides: boolean, tick: (event: Event) => void}} what
 */
export function row({ issue, selected, note, trend, project, decides, tick }) {
  return html`<tr role="row" class="issue-row ${selected ? 'selected' : ''}" data-id=${issue.id}>
    <td role="cell" class="tick">
      ${decides ? html`<label><input type="checkbox" class="check" aria-label=${t('select.one', { title: issue.title })} .checked=${selected} @click=${tick} /></label>` : nothing}
    </td>
    <td role="cell" class="level">${level(issue.level)}</td>
    <td role="cell" class="log">
      <p class="what">
        <a class="title truncate" dir="auto" href=${router.href('/issues/' + issue.id)} title=${issue.title}>${title(issue.title)}</a>
        ${issue.culprit ? html`<span class="culprit mono truncate" dir="auto" title=${issue.culprit}>${lastNames(issue.culprit)}</span>` : nothing}
      </p>
      <p class="meta">
        ${issue.origin ? html`<span class="origin truncate" dir="auto">${issue.origin}</span>` : nothing}
        <time datetime=${issue.lastSeen} title=${ago(issue.lastSeen)}>${dateTime(issue.lastSeen)}</time>
        <time class="since" datetime=${issue.firstSeen} title=${dateTime(issue.firstSeen)}>${t('since', { at: since(issue.firstSeen, issue.lastSeen) })}</time>
        ${project ? html`<span class="chip truncate">${project}</span>` : nothing}
        <span class="places">${places(issue.environments)}</span>
        ${note ? html`<span class="chip note">${note}</span>` : nothing}
      </p>
    </td>
    <td role="cell" class="trend">${trend ? sparkline(trend, t('trend.label', { n: trend.reduce((a, b) => a + b, 0) })) : nothing}</td>
    <td role="cell" class="number events" title=${number(issue.count)}>${shortNumber(issue.count)}<span class="unit"> ${t('unit.events', { n: issue.count })}</span></td>
    <td role="cell" class="number users">${shortNumber(issue.users)}</td>
  </tr>`;
}

/** An exception's class stands out from its package and what it says. */
function title(text) {
  const [, path, name, rest] = /^((?:[\p{L}\p{N}_$]+\.)*)([\p{L}\p{N}_$]*(?:Exception|Error|Throwable|Failure|Fault))(: .*|)$/su.exec(text) ?? [];
  return name ? html`<span class="package">${path}</span><strong>${name}</strong>${rest}` : html`<strong>${text}</strong>`;
}

/** The class and method of a place in the code. */
function lastNames(culprit) {
  return culprit.split('.').slice(-2).join('.');
}

function places(environments) {
  const named = environments.slice(0, MOST_PLACES);
  const rest = environments.length - named.length;
  return html`${named.map(environmentChip)}
  ${rest > 0 ? html`<span class="chip" title=${environments.slice(MOST_PLACES).join(', ')}>+${rest}</span>` : nothing}`;
}
