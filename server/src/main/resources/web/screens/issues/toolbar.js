import { html } from 'lit';
import { Element } from '../../core/element.js';
import { environmentOptions } from '../../core/environments.js';
import { router } from '../../core/router.js';
import { t } from '../../i18n/i18n.js';
import { icon } from '../../parts/icons.js';
import { LEVELS } from '../../parts/level.js';
import { select } from '../../parts/select.js';
import { filtersOf, moreCount, narrowed, noFilters, PERIODS } from './filters.js';

/** How long after the last key a search begins by itself, in milliseconds. */
const PAUSE = 350;

/** The controls above the list. What they say is in the address, and goes there when they change. */
class Toolbar extends Element {
  static properties = { values: { attribute: false } };

  #timer = 0;

  constructor() {
    super();
    /** @type {{environments: string[], releases: string[]}} */
    this.values = { environments: [], releases: [] };
  }

  follows() {
    return [router];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  updated() {
    const box = this.querySelector('input[type=search]');
    const { search } = filtersOf(router.query);
    if (document.activeElement !== box && box.value !== search) {
      box.value = search;
    }
  }

  render() {
    const filters = filtersOf(router.query);
    const more = moreCount(filters);
    return html`<div class="toolbar" role="search">
      <div class="filters">${this.#environment(filters)} ${this.#order(filters)} ${this.#searchBy(filters)}</div>
      <form class="search" @submit=${(event) => this.#submit(event)}>
        <input class="input" type="search" name="search" aria-label=${t('search')} placeholder=${t('search')} .defaultValue=${filters.search} maxlength="1000" autocomplete="off" @input=${(event) => this.#typed(event.target.value)} />
        <button class="button quiet icon" aria-label=${t('search')}>${icon('search')}</button>
      </form>
      <button class="button more-filters ${more ? 'active' : ''}" popovertarget="more-filters" aria-label=${t('filters')}>${icon('filter')} <span>${t('filters')}</span>${more ? html`<span class="count">${more}</span>` : ''}</button>
      <div id="more-filters" class="menu filter-sheet" popover>
        <h2>${t('filters')}</h2>
        <div class="in-sheet">${this.#environment(filters)} ${this.#order(filters)} ${this.#searchBy(filters)}</div>
        ${this.#more(filters)}
        <div class="sheet-actions">
          <button class="button" ?disabled=${!narrowed(filters)} @click=${() => router.set(noFilters())}>${t('filters.none')}</button>
          <button class="button primary" @click=${() => this.querySelector('#more-filters').hidePopover()}>${t('filters.show')}</button>
        </div>
      </div>
    </div>`;
  }

  #environment({ environment }) {
    const known = this.values.environments;
    const names = environment && !known.includes(environment) ? [...known, environment] : known;
    return select({
      label: t('environment'),
      name: 'environment',
      value: environment,
      options: [['', t('environment.all')], ...environmentOptions(names)],
      choose: (value) => this.#set({ environment: value }),
    });
  }

  #order({ sort, direction }) {
    const up = direction === 'asc';
    return html`<span class="order">
      ${select({
        label: t('order'),
        name: 'sort',
        value: sort,
        options: [
          ['', t('order')],
          ['level', t('order.level')],
          ['count', t('order.count')],
          ['lastSeen', t('order.lastSeen')],
          ['firstSeen', t('order.firstSeen')],
        ],
        choose: (value) => this.#set({ sort: value }),
      })}
      <button class="button icon direction" aria-label=${up ? t('order.asc') : t('order.desc')} title=${up ? t('order.asc') : t('order.desc')} @click=${() => this.#set({ direction: up ? '' : 'asc' })}>
        ${icon(up ? 'up' : 'down')}
      </button>
    </span>`;
  }

  #searchBy({ searchBy }) {
    return select({
      label: t('searchBy'),
      name: 'searchBy',
      value: searchBy,
      options: [
        ['', t('searchBy')],
        ['level', t('searchBy.level')],
        ['description', t('searchBy.description')],
        ['origin', t('searchBy.origin')],
      ],
      choose: (value) => this.#set({ searchBy: value }),
    });
  }

  #more({ level, release, period, q }) {
    const releases = release && !this.values.releases.includes(release) ? [...this.values.releases, release] : this.values.releases;
    const choices = [
      ['level', t('filters.level'), level, [['', t('filters.anyLevel')], ...LEVELS.map((one) => [one, one])]],
      ['release', t('filters.release'), release, [['', t('filters.anyRelease')], ...releases.map((one) => [one, one])]],
      ['period', t('filters.period'), period, [['', t('filters.anyTime')], ...Object.keys(PERIODS).map((one) => [one, t('period.' + one)])]],
    ];
    return html`${choices.map(
        ([name, label, value, options]) => html`<div class="field">
          <label aria-hidden="true">${label}</label>
          ${select({ label, name, value, options, choose: (chosen) => this.#set({ [name]: chosen }) })}
        </div>`,
      )}
      <form class="field" @submit=${(event) => this.#query(event)}>
        <label for="filter-q">${t('filters.q')}</label>
        <input class="input mono" id="filter-q" name="q" .defaultValue=${q} maxlength="1000" autocomplete="off" placeholder="release:shop@1.4.2 count:>100" @change=${(event) => this.#set({ q: event.target.value.trim() })} />
        <span class="hint">${t('filters.q.hint')}</span>
      </form>`;
  }

  #query(event) {
    event.preventDefault();
    this.#set({ q: new FormData(event.target).get('q').trim() });
    this.querySelector('#more-filters').hidePopover();
  }

  #typed(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set({ search: text.trim() }, { replace: true }), PAUSE);
  }

  #submit(event) {
    event.preventDefault();
    clearTimeout(this.#timer);
    this.#set({ search: new FormData(event.target).get('search').trim() });
  }

  #set(changes, how) {
    router.set({ ...changes, pages: null, selected: null }, how);
  }
}

customElements.define('tombo-issue-toolbar', Toolbar);
