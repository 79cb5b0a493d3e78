import { router } from '../../core/router.js';

/** How many ids the address takes; a larger selection is lost by a reload. */
const MOST = 100;

/** The issues of a list that are ticked. Their ids are in the address. */
export class Selection {
  #list;
  #ids = new Set((router.query.get('selected') ?? '').split(',').filter(Boolean));
  #last = null;

  /** @param {import('./issue-list.js').IssueList} list */
  constructor(list) {
    this.#list = list;
  }

  /** Those that are ticked and shown. */
  get issues() {
    return this.#list.items.filter((issue) => this.#ids.has(issue.id));
  }

  get size() {
    return this.issues.length;
  }

  get isAll() {
    return this.size > 0 && this.size === this.#list.items.length;
  }

  get isSome() {
    return this.size > 0 && !this.isAll;
  }

  has(id) {
    return this.#ids.has(id);
  }

  /**
   * @param {string} id
   * @param {boolean} on
   * @param {boolean} through whether all from the last one that was ticked to this
   */
  tick(id, on, through) {
    const ids = this.#list.items.map((issue) => issue.id);
    const [from, to] = [ids.indexOf(through ? this.#last : id), ids.indexOf(id)].sort((a, b) => a - b);
    for (const one of from < 0 ? [id] : ids.slice(from, to + 1)) {
      this.#set(one, on);
    }
    this.#last = id;
    this.#write();
  }

  /** @param {boolean} on */
  tickAll(on) {
    this.#list.items.forEach((issue) => this.#set(issue.id, on));
    this.#write();
  }

  clear() {
    this.forget();
    this.#write();
  }

  /** Like clear, where the address has gone on already. */
  forget() {
    this.#ids.clear();
    this.#last = null;
  }

  #set(id, on) {
    if (on) {
      this.#ids.add(id);
    } else {
      this.#ids.delete(id);
    }
  }

  #write() {
    const ids = [...this.#ids];
    router.set({ selected: ids.length <= MOST ? ids.join(',') : null }, { replace: true });
  }
}
