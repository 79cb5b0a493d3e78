// SPDX-License-Identifier: Apache-2.0
// Sends, by OpenTelemetry's own exporter: node client.js json|protobuf ADDRESS TOKEN
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as Json } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as Protobuf } from '@opentelemetry/exporter-logs-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';

const [form, address, token] = process.argv.slice(2);
const Exporter = form === 'json' ? Json : Protobuf;
const exporter = new Exporter({
  url: address,
  headers: { Authorization: `Bearer ${token}` },
  compression: form === 'json' ? 'none' : 'gzip',
});
const provider = new LoggerProvider({
  resource: resourceFromAttributes({
    'service.name': 'checkout',
    'service.version': '1.4.0',
    'deployment.environment.name': 'staging',
    'host.name': 'web-1',
    'telemetry.sdk.language': 'nodejs',
  }),
  processors: [new BatchLogRecordProcessor({ exporter })],
});
const logger = provider.getLogger(`shop-${form}`);

function fail() {
  const order = null;
  return order.items;
}

logger.emit({ severityNumber: SeverityNumber.INFO, body: 'user logged in' });
try {
  fail();
} catch (error) {
  logger.emit({
    severityNumber: SeverityNumber.ERROR,
    severityText: 'ERROR',
    body: 'order 17 failed',
    attributes: {
      'exception.type': error.name,
      'exception.message': error.message,
      'exception.stacktrace': error.stack,
      'user.id': 'u-1',
      tenant: 'acme',
    },
  });
}
logger.emit({
  severityNumber: SeverityNumber.FATAL,
  eventName: 'app.crash',
  body: { event: 'crash', code: 9 },
});
await provider.forceFlush();
await provider.shutdown();
