import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RoomRow } from '../database'
import { authSecret } from '../platform/secret'
import { hashToken } from '../platform/tokens'
import { type Plan, participantOf } from './stored-rooms'

/** Too long to guess, so other people's wrong guesses do not keep out somebody who scanned it. Changes with the join code. */
export const passOf = ({ id, code }: Pick<RoomRow, 'id' | 'code'>): string =>
  createHmac('sha256', authSecret()).update(`join ${id} ${code}`).digest('base64url').slice(0, 22)
export const isPass = (room: Pick<RoomRow, 'id' | 'code'>, pass: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(pass)), Buffer.from(hashToken(passOf(room))))

/** The simulated participants of a rehearsal. Their numbers never change, so a restart recognises them. */
export const simulatedIn = ({ id, plan }: { id: string; plan: Pick<Plan, 'rehearsal'> }): string[] =>
  Array.from({ length: plan.rehearsal }, (_, i) => participantOf(id, `simulated ${i + 1}`))
