import { api } from '../../api/client.js';
import { Observable } from '../../core/observable.js';
import { requestOf } from './filters.js';

/** How many issues a page has. */
export const PAGE = 50;

/** The most that one request gets. */
const MOST = 200;

/** Of how many issues counts by time are asked at once. */
const TRENDS = 100;

/**
 * The issues that are shown, page by page, and what is known of each.
 *
 * @typedef {{id: string, project: string, title: string, culprit: string | null, message: string | null, level: string, status: string, origin: string | null, count: number, users: number, firstSeen: string, lastSeen: string, environments: string[]}} Issue
 */
export class IssueList extends Observable {
  /** @type {Issue[]} */
  items = [];
  /** @type {'loading' | 'ready' | 'failed'} */
  state = 'loading';
  /** @type {Error | null} */
  failure = null;
  /** Whether a further page is on its way. */
  busy = false;
  /** How many issues have come since that are not shown yet. */
  fresh = 0;
  /** What became of issues that something could not be done with. @type {Map<string, string>} */
  notes = new Map();

  /** Counts by hour of the last day, with what they were asked at. @type {Map<string, {counts: number[], key: string}>} */
  #trends = new Map();
  #next = null;
  #request = null;
  #abort = new AbortController();

  /** Whether there are further pages. */
  get more() {
    return this.#next !== null;
  }

  /** How many pages are shown. */
  get pages() {
    return Math.max(1, Math.ceil(this.items.length / PAGE));
  }

  /** An issue's counts by hour, oldest first; null while they are not known. */
  trend(id) {
    return this.#trends.get(id)?.counts ?? null;
  }

  /**
   * Shows the first pages of a list, in place of what was there.
   *
   * @param {import('./filters.js').Filters} filters
   * @param {string} project
   * @param {number} pages
   */
  async show(filters, project, pages) {
    this.#abort.abort();
    this.#abort = new AbortController();
    if (this.#request?.project !== project) {
      this.items = [];
    }
    this.#request = { filters, project };
    this.state = 'loading';
    this.busy = false;
    this.fresh = 0;
    this.notes = new Map();
    this.changed();
    await this.#guarded(async (signal) => {
      const first = await this.#first(Math.min(MOST, pages * PAGE), signal);
      this.items = first.items;
      this.#next = first.nextCursor;
      this.state = 'ready';
      this.changed();
      await this.#readTrends(signal);
    });
  }

  /** Shows a page more. */
  async next() {
    if (this.busy || !this.more || this.state !== 'ready') {
      return;
    }
    this.busy = true;
    this.changed();
    await this.#guarded(async (signal) => {
      const page = await api.call('listIssues', { query: { cursor: this.#next, limit: PAGE }, signal });
      this.items = joined(this.items, page.items);
      this.#next = page.nextCursor;
      this.busy = false;
      this.changed();
      await this.#readTrends(signal);
    });
  }

  /**
   * Asks for what is shown again.
   *
   * @param {boolean} still whether rows must stay where they are, since somebody reads further down
   * @returns {Promise<boolean>} whether an answer came
   */
  async refresh(still) {
    if (this.state !== 'ready' || this.busy) {
      return true;
    }
    const { signal } = this.#abort;
    try {
      const limit = Math.min(MOST, Math.max(PAGE, this.items.length));
      const first = await this.#first(limit, signal);
      if (still) {
        this.#update(first.items);
      } else {
        this.#replace(first, limit);
      }
      this.changed();
      await this.#readTrends(signal);
      return true;
    } catch (failure) {
      return signal.aborted;
    }
  }

  /** Shows nothing, since somebody else is here. */
  forget() {
    this.#abort.abort();
    this.#request = null;
    this.#trends.clear();
    this.items = [];
    this.state = 'loading';
  }

  /** Takes issues out that are no part of the list any more. */
  remove(ids) {
    this.items = this.items.filter((item) => !ids.has(item.id));
    this.changed();
  }

  #first(limit, signal) {
    const { filters, project } = this.#request;
    return api.call('listIssues', { query: { ...requestOf(filters, project, Date.now()), limit }, signal });
  }

  /** Values change where they are; what is new is counted only. */
  #update(items) {
    const now = new Map(items.map((item) => [item.id, item]));
    const shown = new Set(this.items.map((item) => item.id));
    this.fresh = items.filter((item) => !shown.has(item.id)).length;
    this.items = this.items.map((item) => now.get(item.id) ?? item);
  }

  #replace(first, limit) {
    this.fresh = 0;
    this.notes = new Map();
    if (this.items.length <= limit) {
      this.items = first.items;
      this.#next = first.nextCursor;
    } else {
      this.items = joined(first.items, this.items.slice(limit));
    }
  }

  async #guarded(work) {
    const { signal } = this.#abort;
    try {
      await work(signal);
    } catch (failure) {
      if (!signal.aborted) {
        this.failure = failure;
        this.busy = false;
        this.state = this.state === 'loading' ? 'failed' : this.state;
        this.changed();
      }
    }
  }

  /** Reads the counts of issues that happened again, or of another hour. */
  async #readTrends(signal) {
    const hour = Math.floor(Date.now() / 3_600_000);
    const key = (item) => hour + ' ' + item.count + ' ' + item.lastSeen;
    const stale = this.items.filter((item) => this.#trends.get(item.id)?.key !== key(item));
    for (let i = 0; i < stale.length; i += TRENDS) {
      const some = stale.slice(i, i + TRENDS);
      const stats = await api.call('listStats', { query: { ids: some.map((item) => item.id).join(',') }, signal });
      const counts = new Map(stats.items.map((item) => [item.id, item.counts]));
      some.forEach((item) => this.#trends.set(item.id, { counts: counts.get(item.id) ?? [], key: key(item) }));
      this.changed();
    }
    this.#forget();
  }

  /** Keeps counts of what is shown only. */
  #forget() {
    const shown = new Set(this.items.map((item) => item.id));
    for (const id of this.#trends.keys()) {
      if (!shown.has(id)) {
        this.#trends.delete(id);
      }
    }
  }
}

/** Both, the first ones once. */
function joined(first, then) {
  const known = new Set(first.map((item) => item.id));
  return [...first, ...then.filter((item) => !known.has(item.id))];
}
