import { resolve } from 'node:path'

/** The least that Next serves for each request: what tests/bench/page.ts compares our page with. It is never shipped. @type {import('next').NextConfig} */
export default { agentRules: false, poweredByHeader: false, turbopack: { root: resolve(import.meta.dirname, '../../..') } }
