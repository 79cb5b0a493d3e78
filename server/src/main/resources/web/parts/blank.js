import { html, nothing } from 'lit';
import { Problem, Unreachable } from '../api/problem.js';
import { t } from '../i18n/i18n.js';
import { icon } from './icons.js';

/**
 * What stands where there is nothing to show; its title is the screen's, unless the screen has one.
 *
 * @param {{sign: string, title: string, text?: unknown, action?: unknown, within?: boolean}} what
 *   within is whether it stands under a heading
 */
export function blank({ sign, title, text = nothing, action = nothing, within = false }) {
  return html`<div class="blank" data-sign=${sign}>
    ${icon(sign, 32)} ${within ? html`<h2>${title}</h2>` : html`<h1>${title}</h1>`}
    <p>${text}</p>
    ${action}
  </div>`;
}

/**
 * What stands where something failed, with a way to try again if that may help.
 *
 * @param {Error} failure
 * @param {() => void} retry
 * @param {{within?: boolean}} [where] as of what is blank
 */
export function failed(failure, retry, { within = false } = {}) {
  const { sign, title, text, again } = failureOf(failure);
  return blank({ sign, title, text, within, action: again ? html`<button class="button" @click=${retry}>${t('again')}</button>` : nothing });
}

/**
 * A failure as a screen says it, and whether to try again may help.
 *
 * @param {Error} failure
 * @returns {{sign: string, title: string, text: string, again: boolean}}
 */
export function failureOf(failure) {
  if (failure instanceof Unreachable) {
    return { sign: 'offline', title: t('failed.unreachable'), text: t('failed.unreachable.text'), again: true };
  }
  if (failure instanceof Problem && (failure.status === 403 || failure.status === 404)) {
    return { sign: 'inbox', title: t('failed.noAccess'), text: t('failed.noAccess.text'), again: false };
  }
  return { sign: 'warning', title: t('failed'), text: failureText(failure), again: true };
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
