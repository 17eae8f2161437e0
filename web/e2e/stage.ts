import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { keepPicture, letInNew, openBrowser, openPage, type Look, type Opened } from "./browser";
import { askAs, type Ask } from "./people";
import { startServer, type Server } from "./server";

export type House = {
  server: Server;
  browser: Browser;
  /** A fresh profile, with nobody signed in. */
  open: (look?: Look) => Promise<Opened>;
};

export type Stage = House & Opened & { email: string; ask: Ask };

const built = async (isNew: boolean): Promise<House> => {
  const [server, browser] = await Promise.all([startServer({ isNew }), openBrowser()]);
  return { server, browser, open: (look) => openPage(browser, server.address, look) };
};

/** For the tests of a file: a server and a browser, there before its own `beforeAll` and gone, with every page, after its own `afterAll`. */
export const usingHouse = ({ isNew = false } = {}): House => {
  const house: Partial<House> = {};
  beforeAll(async () => { Object.assign(house, await built(isNew)); });
  afterAll(async () => {
    await house.browser?.close();
    await house.server?.remove();
  });
  return house as House;
};

/** The same with somebody new who is signed in, their page, and the API as they ask it; the page is pictured when a test fails. */
export const usingStage = (name: string): Stage => {
  const stage = usingHouse() as Stage;
  beforeAll(async () => {
    Object.assign(stage, await stage.open());
    stage.email = await letInNew(stage.page, name);
    stage.ask = await askAs(stage.server.address, stage.email);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await keepPicture(stage.page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`);
  });
  return stage;
};
