export { asDocumented, habitsOf, type PageHabit, pageHabits } from "./as-documented.ts";
export { classified } from "./classify.ts";
export { filledTarget, parametersIn } from "./filled-target.ts";
export { headClasses } from "./head-classes.ts";
export { pageSample, pageSamples, readPages } from "./read-pages.ts";
