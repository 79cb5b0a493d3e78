import { router } from '../../core/router.js';

/** What to put where, so that an application sends; each with a real token in it. */

/** The server's address as this browser knows it. */
export function endpoint() {
  return location.origin + router.base;
}

const NO_TOKEN = '<token>';

/**
 * @typedef {{name: string, files: [string, string][]}} Snippet files are pairs of a name and what is in them
 * @param {import('../../core/session.js').ApiToken | null} token
 * @returns {Record<string, Snippet>}
 */
export function snippets(token) {
  const value = token?.dsn ? token.token : NO_TOKEN;
  const dsn = token?.dsn ?? endpoint().replace('://', '://' + NO_TOKEN + '@') + '/1';
  const environment = `export TOMBO_ENDPOINT=${endpoint()}\nexport TOMBO_TOKEN=${value}\nexport TOMBO_ENVIRONMENT=production`;
  return {
    logback: {
      name: 'Logback',
      files: [
        ['pom.xml', dependency('tombo-logback')],
        ['logback.xml', '<configuration>\n  <appender name="TOMBO" class="dev.tombo.logback.TomboAppender"/>\n  <root level="INFO">\n    <appender-ref ref="TOMBO"/>\n  </root>\n</configuration>'],
        ['shell', environment],
      ],
    },
    log4j2: {
      name: 'Log4j2',
      files: [
        ['pom.xml', dependency('tombo-log4j2')],
        [
          'log4j2.xml',
          `<Configuration>\n  <Appenders>\n    <Tombo name="TOMBO" endpoint="${endpoint()}" token="\${env:TOMBO_TOKEN}"/>\n  </Appenders>\n  <Loggers>\n    <Root level="info">\n      <AppenderRef ref="TOMBO"/>\n    </Root>\n  </Loggers>\n</Configuration>`,
        ],
        ['shell', `export TOMBO_TOKEN=${value}`],
      ],
    },
    sdk: {
      name: 'Java',
      files: [
        ['pom.xml', dependency('tombo-sdk')],
        [
          'Main.java',
          `TomboOptions options = TomboOptions.builder()\n    .endpoint("${endpoint()}")\n    .token("${value}")\n    .environment("production")\n    .build();\ntry (Tombo tombo = Tombo.create(options)) {\n  Receipt receipt = tombo.capture(exception);\n}`,
        ],
      ],
    },
    spring: {
      name: 'Spring Boot',
      files: [
        ['pom.xml', dependency('tombo-logback')],
        [
          'logback-spring.xml',
          '<configuration>\n  <include resource="org/springframework/boot/logging/logback/base.xml"/>\n  <springProperty name="endpoint" source="tombo.endpoint"/>\n  <springProperty name="token" source="tombo.token"/>\n  <appender name="TOMBO" class="dev.tombo.logback.TomboAppender">\n    <endpoint>${endpoint}</endpoint>\n    <token>${token}</token>\n  </appender>\n  <root level="INFO">\n    <appender-ref ref="TOMBO"/>\n  </root>\n</configuration>',
        ],
        ['application.properties', `tombo.endpoint=${endpoint()}\ntombo.token=${value}`],
      ],
    },
    sentry: {
      name: 'Sentry',
      files: [
        ['DSN', dsn],
        ['JavaScript', `Sentry.init({ dsn: "${dsn}", environment: "production" });`],
        ['Python', `sentry_sdk.init(dsn="${dsn}", environment="production")`],
      ],
    },
    otlp: {
      name: 'OpenTelemetry',
      files: [['shell', `export OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=${endpoint()}/v1/logs\nexport OTEL_EXPORTER_OTLP_LOGS_PROTOCOL=http/protobuf\nexport OTEL_EXPORTER_OTLP_LOGS_HEADERS="Authorization=Bearer%20${value}"`]],
    },
    curl: {
      name: 'curl',
      files: [['shell', `curl ${endpoint()}/api/v1/events \\\n  -H "Authorization: Bearer ${value}" \\\n  -H "Content-Type: application/json" \\\n  -d '{"events": [{"message": "hello from curl", "level": "error"}]}'`]],
    },
  };
}

function dependency(artifact) {
  return `<dependency>\n  <groupId>dev.tombo</groupId>\n  <artifactId>${artifact}</artifactId>\n  <version>0.1.0</version>\n</dependency>`;
}
