import { html, nothing } from 'lit';
import { api } from '../../api/client.js';
import { Element } from '../../core/element.js';
import { ALL, chosenProject } from '../../core/projects.js';
import { router } from '../../core/router.js';
import { session } from '../../core/session.js';
import { t } from '../../i18n/i18n.js';
import { blank, failed } from '../../parts/blank.js';
import { hotkeys } from '../../parts/hotkeys.js';
import { icon } from '../../parts/icons.js';
import { showKeys } from '../../parts/key-help.js';
import { filtersOf, STATUSES } from './filters.js';
import { IssueList } from './issue-list.js';
import { nothing as nothingThere } from './nothing.js';
import { poll } from './poll.js';
import { Selection } from './selection.js';
import { skeleton, table } from './table.js';
import './toolbar.js';
import { triage } from './triage.js';

/** What can be done with issues of a status. */
const ACTIONS = {
  unresolved: ['archive', 'delete', 'resolve'],
  resolved: ['archive', 'delete', 'unresolve'],
  archived: ['unresolve', 'delete'],
};

const SIGNS = { archive: 'archive', delete: 'trash', resolve: 'check', unresolve: 'reopen' };

/** How far down, in pixels, the list no longer moves by itself. */
const READING = 160;

/** The list outlives its screen, so that the way back from an issue leads to where one was. */
const kept = { list: new IssueList(), who: '', of: '' };

/** The list of issues. */
class Issues extends Element {
  static properties = { params: { attribute: false }, values: { state: true } };

  #list = kept.list;
  #selection = new Selection(this.#list);
  #of = '';
  #ends = [];

  constructor() {
    super();
    this.values = { environments: [], releases: [], origins: [], loaded: false };
  }

  follows() {
    return [router, session, this.#list];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#list.refresh(true);
    this.#ends = [poll(() => this.#list.refresh(scrollY > READING || this.#selection.size > 0)), hotkeys(this.#keys())];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
    this.#watcher.disconnect();
  }

  willUpdate() {
    const project = chosenProject()?.id ?? ALL;
    const filters = filtersOf(router.query);
    const who = session.account?.id ?? '';
    if (who !== kept.who) {
      kept.who = who;
      kept.of = '';
      this.#list.forget();
    }
    const wanted = JSON.stringify([project, filters]);
    if (session.projects.length > 0 && wanted !== kept.of) {
      kept.of = wanted;
      if (this.hasUpdated) {
        this.#selection.forget();
      }
      this.#list.show(filters, project, Number(router.query.get('pages')) || 1);
    }
    if (project !== this.#of) {
      this.#of = project;
      this.#readValues(project);
    }
  }

  updated() {
    document.title = t('issues') + ' · Tombo';
    this.#watcher.disconnect();
    const end = this.querySelector('.list-end');
    if (end && this.#list.more && !this.#list.busy) {
      this.#watcher.observe(end);
    }
  }

  /** Asks for a page more when the end comes near. */
  #watcher = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        this.#next();
      }
    },
    { rootMargin: '600px' },
  );

  async #next() {
    await this.#list.next();
    router.set({ pages: this.#list.pages > 1 ? this.#list.pages : null }, { replace: true });
  }

  render() {
    if (session.projects.length === 0) {
      return blank({ sign: 'project', title: t('project.none'), text: t('project.none.text'), action: html`<a class="button primary" href=${router.href('/projects/new')}>${t('project.new')}</a>` });
    }
    const { status } = filtersOf(router.query);
    return html`<h1 class="visually-hidden">${t('issues')}</h1>
      <tombo-issue-toolbar .values=${this.values}></tombo-issue-toolbar>
      <div class="list-head">${this.#tabs(status)} ${this.#bulk(status)}</div>
      ${this.#fresh()} ${this.#content()}`;
  }

  #tabs(status) {
    return html`<nav class="tabs" aria-label=${t('status')}>
      ${STATUSES.map((one) => {
        const query = { ...Object.fromEntries(router.query), status: one === STATUSES[0] ? '' : one, pages: '', selected: '' };
        return html`<a href=${router.href('/issues', query)} aria-current=${one === status ? 'page' : nothing}>${t('status.' + one)}</a>`;
      })}
    </nav>`;
  }

  #bulk(status) {
    const n = this.#selection.size;
    if (!this.#decides) {
      return nothing;
    }
    return html`<div class="bulk ${n > 0 ? 'some' : ''}" role="group" aria-label=${t('bulk')}>
      <span class="selected-count" aria-live="polite">${n > 0 ? t('selected', { n }) : ''}</span>
      ${ACTIONS[status].map(
        (action) => html`<button class="button" data-action=${action} ?disabled=${n === 0} @click=${() => this.#act(action)}>${icon(SIGNS[action])} ${t('action.' + (status === 'archived' && action === 'unresolve' ? 'unarchive' : action))}</button>`,
      )}
    </div>`;
  }

  /** Whether the person may do anything with what the list has: viewers only look. */
  get #decides() {
    const projects = this.#of === ALL ? session.projects : session.projects.filter((one) => one.id === this.#of);
    return projects.some((one) => one.role !== 'viewer');
  }

  #fresh() {
    const n = this.#list.fresh;
    return html`<div role="status" class="fresh">${n > 0 ? html`<button class="button" @click=${() => this.#showFresh()}>${icon('up')} ${t('fresh', { n })}</button>` : ''}</div>`;
  }

  #content() {
    const list = this.#list;
    if (list.state === 'failed') {
      return failed(list.failure, () => this.#again(), { within: true });
    }
    if (list.state === 'loading' && list.items.length === 0) {
      return skeleton();
    }
    if (list.items.length === 0) {
      return nothingThere(filtersOf(router.query), this.#untouched ? this.#of : null);
    }
    return table({ list, selection: this.#selection, named: this.#of === ALL, decides: this.#decides, ticked: () => this.requestUpdate(), next: () => this.#next() });
  }

  /** Whether the project has had no event yet, as far as is known. */
  get #untouched() {
    const { loaded, environments, origins } = this.values;
    return this.#of !== ALL && loaded && environments.length + origins.length === 0;
  }

  /** What the drop-downs offer; a list does without, where it cannot be had. */
  async #readValues(project) {
    this.values = { environments: [], releases: [], origins: [], loaded: false };
    const of = project === ALL ? session.projects.map((one) => one.id) : [project];
    const found = await Promise.allSettled(of.map((one) => api.call('listValues', { path: { project: one } })));
    if (project !== this.#of) {
      return;
    }
    const all = (name) => [...new Set(found.flatMap((one) => one.value?.[name] ?? []))];
    this.values = { environments: all('environments'), releases: all('releases'), origins: all('origins'), loaded: true };
  }

  #again() {
    kept.of = '';
    this.requestUpdate();
  }

  #showFresh() {
    scrollTo(0, 0);
    this.#list.refresh(false);
  }

  /** With the issues that are ticked, else with the one that has the focus. */
  async #act(action) {
    if (!this.#decides) {
      return;
    }
    const focused = this.#focused();
    const issues = this.#selection.size > 0 ? this.#selection.issues : this.#list.items.filter((issue) => issue.id === focused);
    if (await triage(this.#list, issues, action)) {
      this.#selection.clear();
      this.#move(0);
    }
    this.requestUpdate();
  }

  #keys() {
    const status = () => filtersOf(router.query).status;
    return {
      j: () => this.#move(1),
      k: () => this.#move(-1),
      x: () => this.querySelector(`tr[data-id="${this.#focused()}"] .check`)?.click(),
      e: () => status() !== 'archived' && this.#act('archive'),
      r: () => this.#act(status() === 'unresolved' ? 'resolve' : 'unresolve'),
      '/': () => this.querySelector('input[type=search]').focus(),
      '?': () => showKeys(KEYS),
      Escape: () => {
        this.#selection.clear();
        this.requestUpdate();
      },
    };
  }

  #focused() {
    return document.activeElement?.closest?.('tr[data-id]')?.dataset.id ?? null;
  }

  /** Moves the focus by rows. */
  #move(by) {
    const links = [...this.querySelectorAll('a.title')];
    const at = links.findIndex((link) => link.closest('tr').dataset.id === this.#focused());
    const next = links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))];
    if (by !== 0 || at >= 0) {
      next?.focus();
      next?.closest('tr').scrollIntoView({ block: 'nearest' });
    }
  }
}

const KEYS = [
  ['j k', 'move'],
  ['Enter', 'open'],
  ['x', 'tick'],
  ['e', 'archive'],
  ['r', 'resolve'],
  ['/', 'search'],
  ['?', 'help'],
];

customElements.define('tombo-issues', Issues);
