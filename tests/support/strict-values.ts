/** From Moodle's data models of SCORM 1.2 and 2004, and measured in its strict mode. Ours have no reason to write anything else. */

type Table = readonly (readonly [element: RegExp, value: RegExp])[]

const WORDS_12 = /^[\w. ]{1,255}$/
const TIMESPAN_12 = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/
const PERCENT = /^(100(\.0*)?|\d{1,2}(\.\d*)?)$/
const SCORE_12 = /\.score\.(raw|min|max)$/
const ID_12 = /^[\u0021-\u007e]{1,255}$/

export const scorm12: Table = [
  [/^cmi\.suspend_data$/, /^[\s\S]{0,4096}$/],
  [/^cmi\.core\.lesson_location$/, /^.{0,255}$/],
  [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
  [/^cmi\.core\.exit$/, /^(time-out|logout|suspend|)$/],
  [/^cmi\.core\.session_time$/, TIMESPAN_12],
  [SCORE_12, PERCENT],
  [/^cmi\.interactions\.\d+\.id$/, ID_12],
  [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/],
  [/^cmi\.interactions\.\d+\.time$/, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/],
  [/^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, WORDS_12],
  [/^cmi\.interactions\.\d+\.student_response$/, WORDS_12],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong|unanticipated|neutral)$/],
  [/^cmi\.interactions\.\d+\.latency$/, TIMESPAN_12],
  [/^cmi\.objectives\.\d+\.id$/, ID_12],
  [/^cmi\.objectives\.\d+\.status$/, /^(passed|completed|failed|incomplete|browsed|not attempted)$/],
]

/** At most 36. */
const SHORT_IDS = /^[\w.]{1,250}(\[,\][\w.]{1,250}){0,35}$/
const TIMESPAN = /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/
const SHARE = /^-?(0(\.\d{1,18})?|1(\.0{1,18})?)$/
const DECIMAL = /^-?\d{1,5}(\.\d{1,18})?$/
const ID = /^(?!urn:)\S{1,4000}$/

export const scorm2004: Table = [
  [/^cmi\.suspend_data$/, /^[\s\S]{0,64000}$/],
  [/^cmi\.location$/, /^[\s\S]{0,1000}$/],
  [/^cmi\.completion_status$/, /^(completed|incomplete|not attempted|unknown)$/],
  [/^cmi\.success_status$/, /^(passed|failed|unknown)$/],
  [/^cmi\.progress_measure$/, /^(0(\.\d{1,18})?|1(\.0{1,18})?)$/],
  [/^cmi\.exit$/, /^(time-out|suspend|logout|normal|)$/],
  [/^cmi\.session_time$/, TIMESPAN],
  [/\.score\.scaled$/, SHARE],
  [/\.score\.(raw|min|max)$/, DECIMAL],
  [/^cmi\.interactions\.\d+\.id$/, ID],
  [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/],
  [
    /^cmi\.interactions\.\d+\.timestamp$/,
    /^(19[7-9]\d|20[0-2]\d|203[0-8])-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{1,2}Z$/,
  ],
  [/^cmi\.interactions\.\d+\.description$/, /^([^{\n\r\u2028\u2029].{0,249})?$/],
  [/^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, SHORT_IDS],
  [/^cmi\.interactions\.\d+\.learner_response$/, SHORT_IDS],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|incorrect|unanticipated|neutral)$/],
  [/^cmi\.interactions\.\d+\.latency$/, TIMESPAN],
  [/^cmi\.objectives\.\d+\.id$/, ID],
  [/^cmi\.objectives\.\d+\.completion_status$/, /^(completed|incomplete|not attempted|unknown)$/],
  [/^cmi\.objectives\.\d+\.success_status$/, /^(passed|failed|unknown)$/],
]
