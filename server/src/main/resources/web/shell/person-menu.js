import { html } from 'lit';
import { Element } from '../core/element.js';
import { router } from '../core/router.js';
import { session } from '../core/session.js';
import { theme, THEMES } from '../core/theme.js';
import { i18n, LANGUAGES, t } from '../i18n/i18n.js';
import { failureText } from '../parts/blank.js';
import { icon } from '../parts/icons.js';
import { segments } from '../parts/segments.js';
import { toasts } from '../parts/toasts.js';

/** What hangs on the person: their account, language, theme, log-out; on a phone the token too. */
class PersonMenu extends Element {
  static properties = { project: { attribute: false } };

  constructor() {
    super();
    this.project = null;
  }

  follows() {
    return [session, theme];
  }

  render() {
    return html`<button class="button quiet icon person" popovertarget="person-menu" aria-label=${t('person')} title=${session.name}>${icon('person', 20)}</button>
      <div id="person-menu" class="menu person-menu" popover @click=${(event) => this.#chosen(event)}>
        <p class="who"><strong class="truncate">${t('welcome', { name: session.name })}</strong><span class="truncate muted">${session.account?.email}</span></p>
        <div class="token-row"><tombo-token-line .project=${this.project}></tombo-token-line></div>
        <hr />
        <a class="entry" href=${router.href('/account')}>${icon('settings')} ${t('account')}</a>
        ${this.project ? html`<a class="entry" href=${router.href('/projects/' + this.project.id)}>${icon('project')} ${t('project.page')}</a>` : ''}
        <a class="entry" href=${router.href('/projects/new')}>${icon('plus')} ${t('project.new')}</a>
        <hr />
        <div class="row">${t('language')} ${languageSwitch()}</div>
        <div class="row">
          ${t('theme')}
          ${segments({ label: t('theme'), value: theme.chosen, options: THEMES.map((one) => [one, t('theme.' + one)]), choose: (one) => theme.choose(one) })}
        </div>
        <hr />
        <button class="entry" data-closes @click=${() => this.#logOut()}>${icon('out')} ${t('logOut')}</button>
      </div>`;
  }

  #chosen(event) {
    if (event.target.closest('a, [data-closes]')) {
      this.querySelector('.person-menu').hidePopover();
    }
  }

  async #logOut() {
    try {
      await session.logOut();
      router.go('/login');
    } catch (failure) {
      toasts.say(failureText(failure));
    }
  }
}

/** The switch between the page's languages. */
function languageSwitch() {
  return segments({
    label: t('language'),
    value: i18n.language,
    options: LANGUAGES.map((one) => [one, t('language.' + one)]),
    choose: (one) => i18n.choose(one),
  });
}

customElements.define('tombo-person-menu', PersonMenu);
