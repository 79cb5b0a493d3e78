import { html } from 'lit';
import { router } from '../../core/router.js';
import { t } from '../../i18n/i18n.js';
import { blank } from '../../parts/blank.js';
import { narrowed, noFilters, STATUSES } from './filters.js';

/**
 * What stands where there is no issue: why, and what to do about it.
 *
 * @param {import('./filters.js').Filters} filters
 * @param {string | null} untouched the project, if it has had no event yet
 */
export function nothing(filters, untouched) {
  const { status } = filters;
  if (narrowed(filters)) {
    return said('search', 'found', html`<button class="button" @click=${() => router.set(noFilters())}>${t('filters.none')}</button>`);
  }
  if (untouched !== null && status === STATUSES[0]) {
    return said('inbox', 'yet', html`<a class="button primary" href=${router.href('/projects/' + untouched)}>${t('nothing.yet.action')}</a>`);
  }
  return said(status === 'archived' ? 'archive' : 'check', status);
}

function said(sign, what, action = '') {
  return blank({ sign, title: t('nothing.' + what), text: t('nothing.' + what + '.text'), action, within: true });
}
