/** @type {import('next').NextConfig} */
export default {
  agentRules: false,
  devIndicators: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types over the whole tree. Here it would add 31 s of processor time to the first start, and fail on the tests, whose
  // packages a start does not install.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    globalNotFound: true,
    // About 150 routes loaded at a start would keep every phone of a session waiting for two seconds.
    preloadEntriesOnStart: false,
    turbopackCjsTreeShaking: true,
    // It compares headers that server/http/headers.ts takes away. It guards shared caches, and no page of ours may be kept in one.
    validateRSCRequestHeaders: false,
    turbopackCrossModuleConstants: true,
  },
  turbopack: {
    resolveAlias: {
      // The server compiles messages, so the parser stays off the learner's page (9 kB).
      'use-intl/format-message': 'use-intl/format-message/format-only',
      // We have no server actions, and the code that sends them is 3.5 kB (docs/decisions/what-a-page-costs.md).
      './reducers/server-action-reducer': { browser: './components/ui/no-server-actions.js' },
    },
  },
}
