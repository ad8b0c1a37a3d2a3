/** Figures as pages show them: rounded, never truncated. */
export const percent = (share: number): string => `${Math.round(100 * share)}%`
/** For a difference: a true minus sign, and no −0%. */
export const signedPercent = (x: number): string => {
  const text = percent(Math.abs(x))
  return x < 0 && text !== '0%' ? `−${text}` : text
}
/** A true minus sign, and no −0.00. */
export const decimal = (x: number): string => {
  const text = Math.abs(x).toFixed(2)
  return x < 0 && text !== '0.00' ? `−${text}` : text
}
