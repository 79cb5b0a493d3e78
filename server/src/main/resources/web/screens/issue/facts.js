import { html, nothing } from 'lit';
import { ago, dateTime, number } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { copy } from '../../parts/copy.js';
import { environmentChip } from '../../parts/environment.js';
import { level } from '../../parts/level.js';

/** What is to be known of an issue at a glance. */
export function first(issue, event) {
  return html`<p class="fact-badges">${level(issue.level)} <span class="status" data-status=${issue.status}>${t('issue.status.' + issue.status)}</span></p>
    <dl class="facts">
      ${fact('count', t('issue.events'), number(issue.count))} ${fact('users', t('issue.users'), number(issue.users))}
      ${fact('collected', t('issue.collectedBy'), collected(event?.collectedBy ?? issue.collectedBy))}
      ${fact('last', t('issue.lastSeen'), moment(issue.lastSeen))} ${fact('first', t('issue.firstSeen'), moment(issue.firstSeen))}
    </dl>`;
}

/** What else is to be known of it, and of the event that is shown. */
export function more(issue, event) {
  return html`<dl class="facts">
      ${fact('environments', t('issue.environments'), issue.environments.length ? issue.environments.map(environmentChip) : '')} ${fact('release', t('issue.release'), event?.release)}
      ${fact('origin', t('issue.origin'), event?.origin)} ${fact('logger', t('issue.logger'), event?.logger)} ${fact('thread', t('issue.thread'), event?.thread?.name)}
      ${fact('handled', t('issue.handled'), event?.handled === undefined || event.handled === null ? '' : event.handled ? t('yes') : t('no'))}
      ${fact('sdk', t('issue.sdk'), [event?.sdk?.name, event?.sdk?.version].filter(Boolean).join(' '))}
    </dl>
    ${event ? html`<p class="fact-link"><button class="button link" @click=${() => copy(JSON.stringify(event, null, 2))}>${t('issue.copyEvent')}</button></p>` : nothing}`;
}

function fact(name, label, value) {
  return value ? html`<div class="fact" data-fact=${name}><dt>${label}</dt><dd dir="auto">${value}</dd></div>` : nothing;
}

function collected(by) {
  return by ? html`<span>${t('issue.tokenOf', { account: by.account })}</span> ${by.token ? html`<span class="muted token-name">${by.token}</span>` : nothing}` : '';
}

function moment(at) {
  return html`<time datetime=${at} title=${dateTime(at)}>${ago(at)}</time> <span class="muted">${dateTime(at)}</span>`;
}
