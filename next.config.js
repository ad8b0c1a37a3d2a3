/** What of Next's router we have no use for: every link of ours is one of HTML. */
const UNROUTED = [
  './links',
  '../links',
  './prefetch',
  './scheduler',
  './segment-cache/scheduler',
  '../../segment-cache/scheduler',
  './optimistic-routes',
  './segment-cache/optimistic-routes',
  '../segment-cache/optimistic-routes',
  '../../segment-cache/optimistic-routes',
  './reducers/server-action-reducer',
  '../../../lib/constants',
  './interception-routes',
  '../../../shared/lib/router/utils/interception-routes',
  '../../../../shared/lib/router/utils/interception-routes',
]

/** @type {import('next').NextConfig} */
export default {
  agentRules: false,
  // server/http/whole.ts does it.
  compress: false,
  devIndicators: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // Otherwise a page asks for its style sheet in a header, which stands in it (server/http/styles.ts).
  reactMaxHeadersLength: 0,
  // `npm test` checks types over the whole tree. Here it would add 31 s of a processor to the first start, and find the tests
  // without the packages they need: a start installs none of those for development.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    globalNotFound: true,
    // Some 150 routes loaded at a start would keep every phone of a session waiting for two seconds.
    preloadEntriesOnStart: false,
    turbopackCjsTreeShaking: true,
    turbopackCrossModuleConstants: true,
  },
  turbopack: {
    resolveAlias: {
      // Messages are compiled on the server: the parser stays off the learner's page (9 kB).
      'use-intl/format-message': 'use-intl/format-message/format-only',
      // For browsers that the style sheet would not reach either (`:has`, popovers).
      '../build/polyfills/polyfill-module': './components/ui/nothing.js',
      'next/dist/compiled/process': './components/ui/nothing.js',
      ...Object.fromEntries(UNROUTED.map((module) => [module, { browser: './components/ui/unrouted.js' }])),
    },
  },
}
