import { html, nothing } from 'lit';
import { Element } from '../../core/element.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { theme, THEMES } from '../../core/theme.js';
import { i18n, LANGUAGES, t } from '../../i18n/i18n.js';
import { segments } from '../../parts/segments.js';
import './audit.js';
import './password.js';
import './personal-tokens.js';
import './reset-link.js';
import './second-factor.js';
import './sessions.js';

/** One's own account: how the page looks, the password, a second factor, sessions, tokens for scripts; for administrators, others' passwords and the audit log. */
class AccountPage extends Element {
  static properties = { params: { attribute: false } };

  follows() {
    return [session, theme];
  }

  render() {
    document.title = t('account') + ' · Tombo';
    const { account } = session;
    return html`<div class="settings">
      <div class="settings-head">
        <h1 dir="auto">${session.name}</h1>
        <span class="muted">${account?.email}</span>
        ${account?.admin ? html`<span class="chip">${t('account.admin')}</span>` : nothing}
      </div>
      <section class="panel" id="looks">
        <h2>${t('account.looks')}</h2>
        <div class="choice">
          <span>${t('language')}</span>
          ${segments({ label: t('language'), value: i18n.language, options: LANGUAGES.map((one) => [one, t('language.' + one)]), choose: (one) => i18n.choose(one) })}
        </div>
        <div class="choice">
          <span>${t('theme')}</span>
          ${segments({ label: t('theme'), value: theme.chosen, options: THEMES.map((one) => [one, t('theme.' + one)]), choose: (one) => theme.choose(one) })}
        </div>
      </section>
      <section class="panel" id="projects">
        <h2>${t('account.projects')}</h2>
        <ul class="rows">
          ${session.projects.map(
            (project) => html`<li class="row-item">
              <div class="row-what"><a class="truncate" dir="auto" href=${router.href('/projects/' + project.id)}>${project.name}</a></div>
              <div class="row-acts"><span class="muted">${t('role.' + project.role)}</span></div>
            </li>`,
          )}
        </ul>
        <a class="button" href=${router.href('/projects/new')}>${t('project.new')}</a>
      </section>
      <tombo-password></tombo-password>
      <tombo-second-factor @changed=${() => this.querySelector('tombo-sessions')?.load()}></tombo-second-factor>
      <tombo-sessions></tombo-sessions>
      <tombo-personal-tokens></tombo-personal-tokens>
      ${account?.admin ? html`<tombo-reset-link></tombo-reset-link><tombo-audit></tombo-audit>` : nothing}
    </div>`;
  }
}

customElements.define('tombo-account', AccountPage);
