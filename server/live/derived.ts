import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RoomRow } from '../database'
import { authSecret } from '../platform/secret'
import { hashToken } from '../platform/tokens'
import { type Plan, participantOf } from './rooms'

/** What is worked out each time instead of being stored. */

/**
 * What the QR code holds beside the join code: long enough that nobody guesses it, so wrong guesses of others do not keep out whoever
 * scanned it. Derived like the projector's key, and gone with its code.
 */
export const passOf = ({ id, code }: Pick<RoomRow, 'id' | 'code'>): string =>
  createHmac('sha256', authSecret()).update(`join ${id} ${code}`).digest('base64url').slice(0, 22)
export const isPass = (room: Pick<RoomRow, 'id' | 'code'>, pass: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(pass)), Buffer.from(hashToken(passOf(room))))

/** The simulated participants of a rehearsal; their numbers never change, so that a restart knows them again. */
export const simulatedIn = ({ id, plan }: { id: string; plan: Pick<Plan, 'rehearsal'> }): string[] =>
  Array.from({ length: plan.rehearsal }, (_, i) => participantOf(id, `simulated ${i + 1}`))
