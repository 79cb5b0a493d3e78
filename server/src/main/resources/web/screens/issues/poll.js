/** How often what is shown is asked for again, in milliseconds; when nobody answers, soon and then less and less often. */
const OFTEN = 15_000;
const SOON = 2_000;
const SELDOM = 120_000;

/**
 * Does something again and again while the page is looked at, and at once when it is looked at again.
 *
 * @param {() => Promise<boolean>} work answers whether it went well
 * @returns {() => void} ends it
 */
export function poll(work) {
  let timer = 0;
  let running = false;
  let ended = false;
  let failures = 0;
  const plan = () => {
    clearTimeout(timer);
    if (!ended) {
      timer = setTimeout(run, failures === 0 ? OFTEN : Math.min(SELDOM, SOON * 2 ** (failures - 1)));
    }
  };
  const run = async () => {
    if (running || document.hidden) {
      return;
    }
    running = true;
    failures = (await work()) ? 0 : failures + 1;
    running = false;
    plan();
  };
  const seen = () => (document.hidden ? clearTimeout(timer) : run());
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', run);
  plan();
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', run);
  };
}
