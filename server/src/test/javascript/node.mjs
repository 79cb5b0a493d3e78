// SPDX-License-Identifier: Apache-2.0
// What a program does that reports through Sentry's client for Node.js. Its argument is the DSN.
import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.argv[2],
  release: 'shop@1.4.2',
  environment: 'staging',
  serverName: 'web-1',
  tracesSampleRate: 1,
  enableLogs: true,
});
Sentry.setUser({ id: 'u-1', email: 'a@example.com', username: 'ann' });
Sentry.setTag('tier', 'gold');
Sentry.addBreadcrumb({ category: 'auth', message: 'logged in', level: 'info' });

function applyCoupon(code) {
  try {
    return undefined.discount;
  } catch (cause) {
    throw new Error('coupon ' + code + ' failed', { cause });
  }
}

const rounds = Number(process.argv[3] ?? 1);
for (let round = 0; round < rounds; round++) {
  try {
    applyCoupon('X' + round);
  } catch (failure) {
    Sentry.captureException(failure);
  }
  await Sentry.flush(5000);
}
if (rounds === 1) {
  Sentry.captureMessage('disk 91% full', 'warning');
  Sentry.logger.info('nothing happened');
  Sentry.logger.error(Sentry.logger.fmt`order ${17} failed`);
  Sentry.startSpan({ name: 'GET /orders', op: 'http.server' }, () => 1);
  Sentry.captureException(new Error('large'), { extra: { big: 'x'.repeat(60000) } });
  Sentry.captureFeedback({ message: 'it broke', name: 'Ann', email: 'a@example.com' });
  await Sentry.flush(5000);
  setTimeout(() => {
    throw new RangeError('nobody catches this');
  }, 10);
}
