/** The form field that holds flags. Apart from `segments.tsx`, since the server reads forms too. */
export const FLAG_FIELD = 'flag'
