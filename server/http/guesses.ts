import 'server-only'
import { limiter } from '../platform/rate-limits'
import { WIDER, widerOf } from './client-network'

/** Limits wrong join codes and wrong facilitator links by network. A whole venue shares one network, and some people mistype. */
const GUESSES = 100
const wrongCodes = limiter('code', GUESSES, 60)
/** @param times of the limit. We accept a right code for longer; otherwise an attacker could keep their neighbours out */
export async function guessesWait(address: string, times = 1): Promise<number> {
  const waitBeyond = async (most: number, key: string) => {
    const spent = await wrongCodes.get(key)
    return spent && spent.consumedPoints >= times * most ? Math.ceil(spent.msBeforeNext / 1000) : 0
  }
  const wider = widerOf(address)
  return (await waitBeyond(GUESSES, address)) || (wider === null ? 0 : waitBeyond(WIDER * GUESSES, wider))
}
export async function countWrongGuess(address: string): Promise<void> {
  const wider = widerOf(address)
  await wrongCodes.penalty(address)
  if (wider !== null) await wrongCodes.penalty(wider)
}
/** Up to this many times the limit on guesses, we still accept a right code. */
export const RIGHT_GUESSES = 10
