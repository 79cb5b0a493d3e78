// SPDX-License-Identifier: Apache-2.0
/**
 * Decodes OpenTelemetry's log records, as its protocol (OTLP) sends them, to events.
 *
 * <pre>
 * OtlpDecoder      a body to a batch
 *   ProtobufLogs     its protobuf form; ProtobufReader reads the wire
 *   JsonLogs         its JSON form
 *     AnyValue         a value of either
 *   Selection        the records that are kept: errors and exceptions
 *     LogRecord        one of them, as it was sent
 *     RecordIds        its identity, made of what it holds
 *   LogEvents        an event of a record
 *     Source           what a resource says of all its records
 *     Attributes       taken one by one by name
 * </pre>
 */
@NullMarked
package dev.tombo.server.ingest.otlp;

import org.jspecify.annotations.NullMarked;
