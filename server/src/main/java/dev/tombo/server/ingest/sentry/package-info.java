// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what Sentry's clients send, as liberally as their own servers do.
 *
 * <pre>
 * EnvelopeReader      an envelope's bytes: its head, and the items that are kept
 *   Dsn                 the key and project that a head may name
 * StoreBody           a store request's bytes, whatever they are wrapped in
 * SentryDecoder       an envelope's or request's events
 *   JsonMender          JSON that almost is
 *   EventFields         an event, field by field
 *     ExceptionFields     its exceptions, in our order
 *     FrameFields         their frames, newest first
 *     MessageText         its text, template and arguments
 *     RequestFields       the HTTP request
 *     ThreadFields        the thread to show
 *     BreadcrumbFields    what happened before
 *   LogItems            log items that are errors
 *   Reports             what clients gave up, and what people said; UserReports joins the latter
 *     Loose               one value, whatever stands for it
 * Echoes              logs that are an event's text once more
 * </pre>
 */
@NullMarked
package dev.tombo.server.ingest.sentry;

import org.jspecify.annotations.NullMarked;
