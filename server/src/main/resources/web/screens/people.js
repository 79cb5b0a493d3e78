import { html } from 'lit';
import { Problem } from '../api/problem.js';
import { t } from '../i18n/i18n.js';
import { failureText } from '../parts/blank.js';

/** The server's rule for passwords, for browsers to say it first. */
const SHORTEST = 8;

/**
 * The field of an e-mail address with which somebody gets an account.
 * @param {string} [known] the only address that will do
 */
export function emailField(known = '') {
  return html`<input
    class="input"
    type="email"
    name="email"
    required
    ?autofocus=${!known}
    ?readonly=${known !== ''}
    .value=${known}
    autocomplete="username"
    placeholder=${t('email')}
    aria-label=${t('email')}
  />`;
}

/** @param {string} [name] of the field */
export function newPasswordField(name = 'password') {
  return html`<input
    class="input"
    type="password"
    name=${name}
    required
    minlength=${SHORTEST}
    maxlength="1000"
    autocomplete="new-password"
    placeholder=${t('password')}
    aria-label=${t('password')}
    title=${t('password.rule')}
  />`;
}

export function nameField() {
  return html`<input class="input" type="text" name="name" maxlength="200" autocomplete="name" placeholder=${t('name.optional')} aria-label=${t('name.optional')} />`;
}

/** What of a form of these fields the server did not take, in the page's language. */
export function fieldText(failure) {
  if (!(failure instanceof Problem)) {
    return failureText(failure);
  }
  if (failure.type.endsWith('/link-not-valid')) {
    return t('link.gone');
  }
  const [field] = failure.detail.split(':');
  switch (failure.status === 400 ? field : '') {
    case 'email':
      return t('email.wrong');
    case 'name':
      return t('name.wrong');
    case 'password':
    case 'newPassword':
      return failure.detail.endsWith('guessed first') ? t('password.common') : t('password.rule');
    default:
      return failureText(failure);
  }
}

/** The name of a form, as the server takes it: empty is left out. */
export function named(form) {
  const name = String(form.get('name') ?? '').trim();
  return name ? { name } : {};
}
