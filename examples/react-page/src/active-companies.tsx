import { toDate } from "@so-webapi/client/values";
import { useEffect, useState } from "react";
import { activeCompanies, type Kind, kinds } from "./companies.ts";

type Answer = Awaited<ReturnType<typeof activeCompanies>>;

export function ActiveCompanies() {
  const [kind, setKind] = useState<Kind>("Updated");
  const [answer, setAnswer] = useState<Answer>();

  useEffect(() => {
    const controller = new AbortController();
    setAnswer(undefined);
    activeCompanies(kind, controller.signal).then((given) => controller.signal.aborted || setAnswer(given));
    return () => controller.abort();
  }, [kind]);

  return (
    <main>
      <h1>Active companies</h1>
      <fieldset>
        <legend>What happened</legend>
        {kinds.map((one) => (
          <label key={one}>
            <input type="radio" name="kind" checked={one === kind} onChange={() => setKind(one)} />
            {spelledOut(one)}
          </label>
        ))}
      </fieldset>
      <div aria-live="polite" aria-busy={answer === undefined}>
        {answer && <Companies answer={answer} />}
      </div>
    </main>
  );
}

function Companies({ answer }: { readonly answer: Answer }) {
  if (!answer.ok) return <p role="alert">The CRM does not answer ({answer.error.code}).</p>;
  const companies = answer.data ?? [];
  if (companies.length === 0) return <p>None.</p>;
  return (
    <ul>
      {companies.map(({ ContactId, Name, Category, ActionTime }) => (
        <li key={ContactId}>
          <strong>{Name}</strong>
          <span>{Category}</span>
          <time dateTime={ActionTime}>{dateText(ActionTime)}</time>
        </li>
      ))}
    </ul>
  );
}

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

function dateText(text: string): string {
  const date = toDate(text, { zone: "UTC" });
  return date ? dates.format(date) : "";
}

/** `ActivityCompleted` → `activity completed` */
function spelledOut(action: string): string {
  return action.replace(/\B[A-Z]/g, " $&").toLowerCase();
}
