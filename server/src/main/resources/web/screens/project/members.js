import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { session } from '../../core/session.js';
import { date } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { failureText } from '../../parts/blank.js';
import { confirm } from '../../parts/confirm.js';
import { icon } from '../../parts/icons.js';
import { select } from '../../parts/select.js';
import { shownOnce } from '../../parts/shown-once.js';
import { Panel } from '../panel.js';

const ROLES = ['viewer', 'member', 'owner'];

/** Who is what in a project, and the invitations into it. */
class Members extends Panel {
  static properties = { ...Panel.properties, project: { attribute: false }, members: { state: true }, invitations: { state: true }, link: { state: true } };

  #asked = '';

  constructor() {
    super();
    this.project = null;
    /** @type {{account: string, email: string, name: string, role: string}[] | null} */
    this.members = null;
    /** @type {{id: string, role: string, email: string | null, createdBy: string, expiresAt: string}[]} */
    this.invitations = [];
    /** The link of the invitation that was just made. */
    this.link = '';
  }

  get #owner() {
    return this.project.role === 'owner';
  }

  willUpdate() {
    if (this.project.id !== this.#asked) {
      this.#asked = this.project.id;
      this.link = '';
      this.#load();
    }
  }

  render() {
    return html`<section class="panel" id="members">
      <h2>${t('members')}</h2>
      ${this.said()} ${this.members ? html`<ul class="rows">${this.members.map((member) => this.#row(member))}</ul>` : html`<div class="skeleton"></div>`}
      ${this.#owner ? this.#inviting() : nothing}
    </section>`;
  }

  #row(member) {
    const options = ROLES.map((role) => [role, t('role.' + role)]);
    return html`<li class="row-item">
      <div class="row-what">
        <strong class="truncate" dir="auto">${member.name || member.email}</strong>
        <span class="muted truncate row-note">${member.email}</span>
      </div>
      <div class="row-acts">
        ${this.#owner
          ? html`${select({ label: t('members.role', { name: member.name || member.email }), value: member.role, options, choose: (role) => this.#change(member, role) })}
              <button class="button quiet icon" aria-label=${t('members.remove') + ': ' + member.email} title=${t('members.remove')} ?disabled=${this.busy} @click=${() => this.#remove(member)}>${icon('close')}</button>`
          : html`<span class="muted">${t('role.' + member.role)}</span>`}
      </div>
    </li>`;
  }

  #inviting() {
    return html`<h3>${t('invitations')}</h3>
      <p class="muted">${t('invitations.text')}</p>
      ${this.link ? shownOnce(t('invitations.made'), this.link) : nothing}
      ${this.invitations.length
        ? html`<ul class="rows">
            ${this.invitations.map(
              (one) => html`<li class="row-item">
                <div class="row-what">
                  <strong class="truncate">${one.email ?? t('invitations.anybody')}</strong>
                  <span class="muted row-note" dir="auto">${t('role.' + one.role)} · ${one.createdBy} · ${t('invitations.until', { date: date(one.expiresAt) })}</span>
                </div>
                <div class="row-acts">
                  <button class="button quiet icon" aria-label=${t('invitations.revoke')} title=${t('invitations.revoke')} ?disabled=${this.busy} @click=${() => this.#revoke(one)}>${icon('trash')}</button>
                </div>
              </li>`,
            )}
          </ul>`
        : nothing}
      <form class="inline-form" @submit=${(event) => this.submit(event, (form) => this.#invite(form))}>
        <input class="input" type="email" name="email" placeholder=${t('invitations.email')} aria-label=${t('invitations.email')} />
        <span class="select"
          ><select name="role" aria-label=${t('invitations.role')}>
            ${ROLES.map((role) => html`<option value=${role} ?selected=${role === 'member'}>${t('role.' + role)}</option>`)}</select
          >${icon('chevron', 14)}</span
        >
        <button class="button" ?disabled=${this.busy}>${t('invitations.do')}</button>
      </form>`;
  }

  async #load() {
    const path = { project: this.project.id };
    try {
      const [members, invitations] = await Promise.all([api.call('listMembers', { path }), this.#owner ? api.call('listInvitations', { path }) : { items: [] }]);
      this.members = members.items;
      this.invitations = invitations.items;
    } catch (failure) {
      this.wrong = failureText(failure);
    }
  }

  textOf(failure) {
    return failure instanceof Problem && failure.status === 409 ? t('members.lastOwner') : super.textOf(failure);
  }

  async #change(member, role) {
    const path = { project: this.project.id, account: member.account };
    await this.do(() => api.call('changeMember', { path, body: { role } }));
    await this.#after(member);
  }

  async #remove(member) {
    const sure = await confirm({ title: t('members.remove.title'), text: t('members.remove.text', { name: member.name || member.email }), label: t('members.remove'), danger: true });
    if (sure && (await this.do(() => api.call('removeMember', { path: { project: this.project.id, account: member.account } })))) {
      await this.#after(member);
    }
  }

  /** Whoever changed themselves may see less now. */
  async #after(member) {
    if (member.account === session.account?.id) {
      await session.reload();
      this.changed();
    }
    await this.#load();
    this.requestUpdate();
  }

  async #invite(form) {
    const email = String(form.get('email')).trim();
    const made = await api.call('createInvitation', { path: { project: this.project.id }, body: { role: form.get('role'), ...(email ? { email } : {}) } });
    this.link = made.link;
    await this.#load();
  }

  async #revoke(invitation) {
    if (await this.do(() => api.call('revokeInvitation', { path: { project: this.project.id, invitation: invitation.id } }))) {
      this.link = '';
      await this.#load();
    }
  }
}

customElements.define('tombo-members', Members);
