/** What is answered at a start, before the pages are ready, and what waits for them. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { createHandler } from './handler'
import { openRoom } from './live/rooms'

