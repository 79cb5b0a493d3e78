// SPDX-License-Identifier: Apache-2.0
// What a page does that reports through Sentry's client for browsers. Its query is the DSN.
import * as Sentry from '@sentry/browser';

Sentry.init({
  dsn: decodeURIComponent(location.search.substring(1)),
  release: 'web@3.1.0',
  environment: 'production',
});
Sentry.setUser({ id: 'b-1' });
Sentry.setTag('page', 'cart');
try {
  undefined.value;
} catch (failure) {
  Sentry.captureException(failure);
}
Sentry.captureMessage('slow render', 'warning');
Promise.reject(new RangeError('nobody awaits this'));
setTimeout(async () => {
  await Sentry.flush(5000);
  document.body.textContent = 'done';
}, 100);
