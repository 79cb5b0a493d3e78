import { html, nothing } from 'lit';
import { Problem, Unreachable } from '../api/problem.js';
import { t } from '../i18n/i18n.js';
import { icon } from './icons.js';

/**
 * What stands where there is nothing to show.
 *
 * @param {{sign: string, title: string, text?: unknown, action?: unknown}} what
 */
export function blank({ sign, title, text = nothing, action = nothing }) {
  return html`<div class="blank">
    ${icon(sign, 32)}
    <h2>${title}</h2>
    <p>${text}</p>
    ${action}
  </div>`;
}

/**
 * What stands where something failed, with a way to try again.
 *
 * @param {Error} failure
 * @param {() => void} retry
 */
export function failed(failure, retry) {
  const again = html`<button class="button" @click=${retry}>${t('again')}</button>`;
  if (failure instanceof Unreachable) {
    return blank({ sign: 'offline', title: t('failed.unreachable'), text: t('failed.unreachable.text'), action: again });
  }
  if (failure instanceof Problem && (failure.status === 403 || failure.status === 404)) {
    return blank({ sign: 'inbox', title: t('failed.noAccess'), text: t('failed.noAccess.text') });
  }
  return blank({ sign: 'warning', title: t('failed'), text: failureText(failure), action: again });
}

/**
 * What went wrong, in a sentence of the page's language; what the server says of it stands after.
 *
 * @param {Error} failure
 */
export function failureText(failure) {
  if (failure instanceof Unreachable) {
    return t('failed.unreachable');
  }
  if (failure instanceof Problem) {
    if (failure.status === 403) {
      return t('failed.forbidden');
    }
    if (failure.status === 429) {
      return t('failed.tooMany', { n: failure.retryAfter || 1 });
    }
    if (failure.status >= 500) {
      return t('failed.server');
    }
    return failure.detail || failure.title || t('failed');
  }
  return t('failed.page');
}
