/** How often what is shown is asked for again, in milliseconds; less often while nobody answers. */
const OFTEN = 15_000;
const SELDOM = 120_000;

/**
 * Does something again and again while the page is looked at, and at once when it is looked at again.
 *
 * @param {() => Promise<boolean>} work answers whether it went well
 * @returns {() => void} ends it
 */
export function poll(work) {
  let wait = OFTEN;
  let timer = 0;
  let running = false;
  const plan = () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
  const run = async () => {
    if (running || document.hidden) {
      return;
    }
    running = true;
    const well = await work();
    running = false;
    wait = well ? OFTEN : Math.min(SELDOM, wait * 2);
    plan();
  };
  const seen = () => (document.hidden ? clearTimeout(timer) : run());
  document.addEventListener('visibilitychange', seen);
  addEventListener('online', run);
  plan();
  return () => {
    clearTimeout(timer);
    timer = 0;
    wait = 2 ** 31 - 1;
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('online', run);
  };
}
