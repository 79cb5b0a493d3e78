/** What the server says went wrong (RFC 9457). */
export class Problem extends Error {
  /**
   * @param {{type?: string, title?: string, status: number, detail?: string}} problem
   * @param {number} retryAfter seconds after which it may go better; 0 where nothing is said
   */
  constructor(problem, retryAfter = 0) {
    super(problem.detail || problem.title || 'HTTP ' + problem.status);
    this.name = 'Problem';
    this.status = problem.status;
    this.type = problem.type ?? 'about:blank';
    this.title = problem.title ?? '';
    this.detail = problem.detail ?? '';
    this.retryAfter = retryAfter;
  }

  /**
   * @param {Response} response
   * @returns {Promise<Problem>}
   */
  static async of(response) {
    const retryAfter = Number(response.headers.get('Retry-After')) || 0;
    try {
      return new Problem({ ...(await response.json()), status: response.status }, retryAfter);
    } catch {
      return new Problem({ status: response.status, title: response.statusText }, retryAfter);
    }
  }
}

/** No answer came: the network or the server is away. */
export class Unreachable extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super('the server cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}
