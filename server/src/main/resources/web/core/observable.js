/** Something that tells its followers when it has changed. */
export class Observable {
  /** @type {Set<() => void>} */
  #followers = new Set();

  /**
   * @param {() => void} follower called after each change
   * @returns {() => void} ends it
   */
  follow(follower) {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Tells everybody. */
  changed() {
    for (const follower of [...this.#followers]) {
      follower();
    }
  }
}
