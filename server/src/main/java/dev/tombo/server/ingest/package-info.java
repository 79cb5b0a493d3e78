// SPDX-License-Identifier: Apache-2.0
/**
 * Admits a request and prepares its events: decode, normalise, scrub, fingerprint, compress.
 *
 * <pre>
 * Admission        the project's rate limit and daily quota, asked before the body is read
 *   Gate             those of one project
 *     Knowledge        what its project may take, and took, as the store says
 *     Bucket           its rate limit
 * BodyReader       the body, whole and decoded, within a budget of memory
 *   ContentCoding
 *   BodyMemory       of all bodies; a BodyRoom is one body's, and knows how fast it comes
 * NativeDecoder    the body's JSON or NDJSON
 *   ItemDecoder      one event, repeat or discard
 *   EventDecoder     an event's fields; ExceptionDecoder and BreadcrumbDecoder those of its lists
 *   FieldReader      a value, Raw as it stands; Coercion and Times make it what the field holds
 * OtlpDecoder      OpenTelemetry's logs (package otlp), with their printed stacks (stacktext)
 * sentry           what Sentry's clients send (package of its own)
 * Batch            what was sent, decoded: one form for every protocol
 * Ingest           a batch's way to its answer
 *   Preparation      one item of it
 *     Timing           the client's clock against ours
 *     Normalizer       what is counted and searched by, bounded
 *     Scrubber         secrets redacted: JsonScrubber inside JSON, TextScrubber in texts
 *     Judges           which issue, by the project's rules (package grouping)
 *     EventEncoder     the event's JSON
 *     Compressor       its stored form, against the dictionary of its grouping
 * Digester         writes and commits (package digest)
 * ProjectRules     what projects say of their grouping
 * RuleChanges      other rules tried on stored events, and put into force
 *   RuleChange       what they would do
 *   StoredEvents     events as they were stored, judged anew
 * </pre>
 */
@NullMarked
package dev.tombo.server.ingest;

import org.jspecify.annotations.NullMarked;
