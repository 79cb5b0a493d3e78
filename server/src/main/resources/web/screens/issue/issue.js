import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { Element } from '../../core/element.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { dateAndMinute } from '../../i18n/format.js';
import { t } from '../../i18n/i18n.js';
import { failed, failureText } from '../../parts/blank.js';
import { confirm } from '../../parts/confirm.js';
import { hotkeys } from '../../parts/hotkeys.js';
import { icon } from '../../parts/icons.js';
import { showKeys } from '../../parts/key-help.js';
import { toasts } from '../../parts/toasts.js';
import './events.js';
import { first, more } from './facts.js';
import './history.js';
import { breadcrumbs, context, grouping, modules, notes, request, scrollable, section, tags, user } from './sections.js';
import './stack.js';

/** How many events are asked for at once: each comes with all that it has. */
const EVENTS = 25;

/** One issue: what happened, where, how often, and what to do with it. Its event is the latest, or `?event=`. */
class Issue extends Element {
  static properties = {
    params: { attribute: false },
    issue: { state: true },
    event: { state: true },
    events: { state: true },
    failure: { state: true },
    eventsFailure: { state: true },
    busy: { state: true },
  };

  #id = '';
  #cursor = null;
  #asked = '';
  #endKeys = () => {};

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.issue = null;
    this.event = null;
    /** @type {object[]} */
    this.events = [];
    this.failure = null;
    this.eventsFailure = null;
    this.busy = false;
    this.#cursor = null;
  }

  follows() {
    return [router, session];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#endKeys = hotkeys(this.#keys());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#endKeys();
  }

  willUpdate() {
    if (this.params && this.params.id !== this.#id) {
      this.#id = this.params.id;
      this.#forget();
      this.#load();
    }
    this.#choose();
  }

  get #chosen() {
    return router.query.get('event') ?? this.issue?.latestEvent?.id ?? '';
  }

  render() {
    if (this.failure) {
      return html`<div class="issue">${this.#back()}${failed(this.failure, () => this.#load())}</div>`;
    }
    if (!this.issue) {
      return html`<div class="issue" aria-busy="true">${this.#back()}<div class="skeleton tall"></div><div class="skeleton"></div><div class="skeleton"></div><span class="visually-hidden">${t('loading')}</span></div>`;
    }
    const { issue, event } = this;
    const shown = event ?? { origin: issue.origin, at: issue.lastSeen };
    const title = shown.origin ? t('issue.heading', { origin: shown.origin, at: dateAndMinute(shown.at) }) : t('issue.heading.nowhere', { at: dateAndMinute(shown.at) });
    document.title = issue.title + ' · Tombo';
    return html`<article class="issue">
      <div class="issue-top">${this.#back()} ${this.#actions()}</div>
      <h1 class="issue-heading" dir="auto">${title}</h1>
      <div class="issue-columns">
        <div class="issue-what">${this.#what(issue, event)}</div>
        <aside class="issue-first" aria-label=${t('issue.facts')}>${first(issue, event)}</aside>
        <div class="issue-main">${this.#main(issue, event)}</div>
        <aside class="issue-more" aria-label=${t('issue.more')}><tombo-history .issue=${issue.id}></tombo-history>${more(issue, event)}</aside>
      </div>
    </article>`;
  }

  #what(issue, event) {
    const message = event?.message ?? issue.message;
    return section('title', t('issue.title'), html`<p class="issue-title mono" dir="auto">${issue.title}</p>
        ${message && (thrown(event) || !event) && !issue.title.includes(message) ? html`<p class="issue-message" dir="auto" tabindex=${scrollable(message)}>${message}</p>` : nothing}
        ${issue.culprit ? html`<p class="muted mono issue-culprit" dir="ltr">${issue.culprit}</p>` : nothing}`);
  }

  #main(issue, event) {
    return html`${this.#steps()}
      ${event
        ? html`${section('details', t('issue.details'), thrown(event) ? html`<tombo-stack .exceptions=${event.exceptions}></tombo-stack>` : html`<pre class="stack-plain message" tabindex="0" dir="auto">${event.message ?? event.template ?? ''}</pre>`)}
            ${tags(event)} ${request(event)} ${user(event)} ${breadcrumbs(event)} ${context(event)} ${notes(event)}`
        : section('details', t('issue.details'), html`<p class="muted">${this.busy ? t('loading') : t('issue.noEvent')}</p>`)}
      ${section(
        'events',
        t('issue.events'),
        html`<tombo-event-list .issue=${issue.id} .events=${this.events} .chosen=${event?.id ?? ''} .more=${this.#cursor !== null} .busy=${this.busy} .failure=${this.eventsFailure} @more=${() => this.#moreEvents()}></tombo-event-list>`,
      )}
      ${event ? modules(event) : nothing} ${grouping(issue.grouping)}`;
  }

  /** To the list as it was left. */
  #back() {
    const list = router.left('/issues') || router.left('/') || router.href('/issues', { project: this.#id.split('-')[0] });
    return html`<a class="button" href=${list}>${icon('back')} ${t('back')}</a>`;
  }

  get #may() {
    return this.issue !== null && (session.project(this.issue.project)?.role ?? 'viewer') !== 'viewer';
  }

  #keys() {
    const decide = (to) => this.#may && !this.busy && this.#triage(this.issue.status === to ? 'unresolved' : to);
    return {
      j: () => this.querySelector('.steps [data-step=older]')?.click(),
      k: () => this.querySelector('.steps [data-step=newer]')?.click(),
      e: () => decide('archived'),
      r: () => decide('resolved'),
      '?': () => showKeys(KEYS),
    };
  }

  #actions() {
    if (!this.#may) {
      return nothing;
    }
    const { status } = this.issue;
    const act = (label, sign, to) => html`<button class="button" ?disabled=${this.busy} @click=${() => this.#triage(to)}>${icon(sign)} ${label}</button>`;
    return html`<div class="issue-actions">
      ${status === 'resolved' ? act(t('action.unresolve'), 'reopen', 'unresolved') : act(t('action.resolve'), 'check', 'resolved')}
      ${status === 'archived' ? act(t('action.unarchive'), 'reopen', 'unresolved') : act(t('action.archive'), 'archive', 'archived')}
      <button class="button" ?disabled=${this.busy} @click=${() => this.#delete()}>${icon('trash')} ${t('action.delete')}</button>
    </div>`;
  }

  /** The event that is shown, and the ways to its neighbours. */
  #steps() {
    const at = this.events.findIndex((one) => one.id === this.event?.id);
    const older = this.events[at + 1];
    const more = at >= 0 && !older && this.#cursor !== null;
    return html`<nav class="steps" aria-label=${t('issue.event')}>
      ${more ? this.#olderPage() : this.#step(at >= 0 ? older : undefined, 'older', t('issue.older'))} ${this.#step(this.events[at - 1], 'newer', t('issue.newer'))}
      <span class="steps-text">
        ${this.event ? html`${t('issue.event')} <code class="truncate">${this.event.id}</code>` : t('issue.noEvent')}
        ${this.event && this.event.id === this.issue.latestEvent?.id ? html`<span class="chip">${t('issue.latest')}</span>` : nothing}
      </span>
    </nav>`;
  }

  #step(event, sign, label) {
    return event
      ? html`<a class="button quiet icon" data-step=${sign} href=${router.href('/issues/' + this.issue.id, { event: event.id })} aria-label=${label} title=${label}>${icon(sign)}</a>`
      : html`<button class="button quiet icon" disabled aria-label=${label} title=${label}>${icon(sign)}</button>`;
  }

  /** Goes to the first event of the next page, which is to be fetched. */
  #olderPage() {
    const go = async () => {
      const known = this.events.length;
      await this.#moreEvents();
      if (this.events.length > known) {
        router.set({ event: this.events[known].id });
      }
    };
    return html`<button class="button quiet icon" data-step="older" ?disabled=${this.busy} aria-label=${t('issue.older')} title=${t('issue.older')} @click=${go}>${icon('older')}</button>`;
  }

  async #load() {
    const id = this.#id;
    this.failure = null;
    try {
      const issue = await api.call('showIssue', { path: { id } });
      if (id === this.#id) {
        this.issue = issue;
        this.#moreEvents();
      }
    } catch (failure) {
      if (id === this.#id) {
        this.failure = failure;
      }
    }
  }

  async #moreEvents() {
    const id = this.#id;
    this.busy = true;
    this.eventsFailure = null;
    try {
      const page = await api.call('listIssueEvents', { path: { id }, query: this.#cursor ? { cursor: this.#cursor, limit: EVENTS } : { limit: EVENTS } });
      if (id === this.#id) {
        this.events = [...this.events, ...page.items];
        this.#cursor = page.nextCursor;
      }
    } catch (failure) {
      this.eventsFailure = failure;
    }
    this.busy = false;
  }

  /** Shows the event of the address: known already, or to be asked for. */
  #choose() {
    const wanted = this.#chosen;
    if (!this.issue || wanted === this.event?.id) {
      return;
    }
    const known = [this.issue.latestEvent, ...this.events].find((one) => one?.id === wanted);
    if (known) {
      this.event = known;
    } else if (wanted && wanted !== this.#asked) {
      this.#ask(wanted);
    }
  }

  async #ask(event) {
    this.#asked = event;
    try {
      const found = await api.call('showEvent', { path: { project: this.issue.project, event } });
      if (this.#chosen === event && found.issue === this.issue.id) {
        this.event = found;
      }
    } catch (failure) {
      toasts.say(failure.status === 404 ? t('issue.noEvent') : failureText(failure));
      router.set({ event: null }, { replace: true });
    }
    this.#asked = '';
  }

  async #triage(status, undone = false) {
    const before = this.issue.status;
    const done = await this.#do(async () => {
      const { latestEvent, ...changed } = await api.call('changeIssue', { path: { id: this.#id }, body: { status } });
      this.issue = { ...this.issue, ...changed, latestEvent: this.issue.latestEvent ?? latestEvent };
    });
    if (done && !undone) {
      toasts.say(t('done.' + status), { label: t('undo'), act: () => this.#triage(before, true) });
    }
  }

  async #delete() {
    const sure = await confirm({ title: t('delete.title', { n: 1 }), text: t('delete.text'), label: t('action.delete'), danger: true });
    if (sure && (await this.#do(() => api.call('deleteIssue', { path: { id: this.#id } })))) {
      toasts.say(t('done.deleted'));
      router.go('/issues', { project: this.#id.split('-')[0] }, { replace: true });
    }
  }

  async #do(work) {
    this.busy = true;
    try {
      await work();
      return true;
    } catch (failure) {
      toasts.say(failureText(failure));
      return false;
    } finally {
      this.busy = false;
    }
  }
}

function thrown(event) {
  return event?.exceptions?.length > 0;
}

const KEYS = [
  ['j k', 'step'],
  ['e', 'archive'],
  ['r', 'resolve'],
  ['?', 'help'],
];

customElements.define('tombo-issue', Issue);
