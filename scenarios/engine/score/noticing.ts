/** Noticing as signal detection: a flag on a sign is a hit, a flag on anything else a false alarm. */
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import density from '@stdlib/stats-base-dists-normal-pdf'
import z from '@stdlib/stats-base-dists-normal-quantile'

/** Hits among signals, false alarms among noise. */
export interface Trials {
  H: number
  S: number
  F: number
  N: number
}
export interface Noticing {
  hAdj: number
  fAdj: number
  /** Sensitivity d′ = z(h) − z(f). */
  dprime: number
  /** Criterion c = −½(z(h) + z(f)); below 0 is over-suspicious. */
  c: number
  seDprime: number
  seC: number
  accuracy: number
  /** 90 % intervals of the two rates. */
  hitRate: [number, number]
  falseAlarmRate: [number, number]
  /** d′ and c are shown to a learner from 8 + 8 trials. */
  shown: boolean
}

export function noticing({ H, S, F, N }: Trials): Noticing {
  const h = (H + 0.5) / (S + 1)
  const f = (F + 0.5) / (N + 1)
  const [zh, zf] = [z(h, 0, 1), z(f, 0, 1)]
  const variance = (p: number, zp: number, n: number) => (n > 0 ? (p * (1 - p)) / (n * density(zp, 0, 1) ** 2) : Infinity)
  const seDprime = Math.sqrt(variance(h, zh, S) + variance(f, zf, N))
  return {
    hAdj: h,
    fAdj: f,
    dprime: zh - zf,
    c: -(zh + zf) / 2 + 0,
    seDprime,
    seC: seDprime / 2,
    accuracy: (H + N - F) / (S + N),
    hitRate: interval(H, S),
    falseAlarmRate: interval(F, N),
    shown: S >= 8 && N >= 8,
  }
}

/** 5 % and 95 % of Beta(k + ½, n − k + ½). */
const interval = (k: number, n: number): [number, number] => [
  betaQuantile(0.05, k + 0.5, n - k + 0.5),
  betaQuantile(0.95, k + 0.5, n - k + 0.5),
]
