/**
 * Does something in one tab of the browser at a time: a refresh cookie that two tabs use ends its
 * session. A browser has locks on https and on this machine; elsewhere tabs take their chance.
 *
 * @template T
 * @param {string} name of what is done
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function alone(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}
