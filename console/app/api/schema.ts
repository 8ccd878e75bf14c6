/** What the API takes and answers. Made of its OpenAPI document by `npm run client`: not to be changed by hand. */

export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the loop is, part by part
         * @description 503 while log, engine or sink has stopped.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of the customer, newest first, in pages */
        get: operations["getInboxMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/messages/{message}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer has put a message away */
        post: operations["postInboxMessagesMessageArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/messages/{message}/click": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer has followed a link */
        post: operations["postInboxMessagesMessageClick"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/messages/{message}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer has opened a message */
        post: operations["postInboxMessagesMessageOpen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The inbox, live
         * @description Server-sent events named `inbox`: the data of each is the first page, an `InboxView`. It ends with the token.
         */
        get: operations["getInboxStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests should come to this process */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log, the newest first */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log as a file */
        get: operations["getAuditCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The installation as a stream
         * @description What `volano backup` writes into its folder.
         */
        post: operations["postBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/benefits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Benefits and what is left of them */
        get: operations["getBenefits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/benefits/{benefit}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring in codes
         * @description For the pool of a benefit of type coupon, each once. The same thousand brought in again counts once.
         */
        post: operations["postBenefitsBenefitCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/broadcasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a broadcast
         * @description One message to a segment at one time: a journey of two steps, kept as an unpublished change. It goes out when that is released in time. With `dryRun`: only what it would be. How many would get it tells `POST /v1/forecast`.
         */
        post: operations["postBroadcasts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is planned, day by day
         * @description For everybody, or for one customer.
         */
        get: operations["getCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Unpublished changes, the latest first
         * @description Definitions as somebody left them, one of each, not released yet.
         */
        get: operations["getChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An unpublished change */
        get: operations["getChangesKindId"];
        /**
         * Keep a definition without releasing it
         * @description As it is, also where it is incomplete: `problems` tells what is wrong. What was saved meanwhile, and what was released after `on`, is not written over. A definition that says what is released is no change: then `revision` is 0.
         */
        put: operations["putChangesKindId"];
        post?: never;
        /** Discard an unpublished change */
        delete: operations["deleteChangesKindId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a release of unpublished changes would come to
         * @description As `POST /v1/plan` answers of a project: here of the newest release with these changes. Nothing is done.
         */
        post: operations["postChangesPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release unpublished changes
         * @description The newest release with these changes becomes the next one, and what is released is no unpublished change any more. Where the workspace asks for a second person, the header `x-volano-member` holds the token of who asks. Then it is a draft: 202, and the changes stay until it is approved.
         */
        post: operations["postChangesRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Channels, through what they go, and how they do */
        get: operations["getChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{channel}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test through a channel
         * @description Through what the installation has configured, to an address of yours. It says that it is a test, no figure counts it, and the rules for messages to customers are not asked. What the channel makes of it is the answer.
         */
        post: operations["postChannelsChannelTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Templates and blocks of the running release */
        get: operations["getContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/{template}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve content
         * @description Exactly what it says now, unpublished or released, blocks included. It holds at once; no release is made.
         */
        post: operations["postContentTemplateApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/{template}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a customer would read */
        get: operations["getContentTemplatePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/{template}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return content to whoever wrote it
         * @description Exactly what it says now, unpublished or released, blocks included. It holds at once; no release is made.
         */
        post: operations["postContentTemplateReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/{template}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring an earlier version of a template back
         * @description Makes a release in which this template says again what it said in that version.
         */
        post: operations["postContentTemplateRollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/{template}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a template to somebody of the staff, as a test
         * @description Through the channel as the installation has configured it. It says that it is a test, and no figure counts it. To an address whose customer may not be written to through the channel nothing goes.
         */
        post: operations["postContentTemplateTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/{template}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What differs between two versions of a template */
        get: operations["getContentTemplateVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Content that waits for approval
         * @description What is unpublished, the latest first; and, as soon as any content is approved, what is released and not.
         */
        get: operations["getContentApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/pages/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A preview of content as a page
         * @description Its address stands in the preview as `page`, and holds for some minutes.
         */
        get: operations["getContentPagesPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/content/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a customer would read of content that is being written
         * @description And what is wrong with it, with the place. Nothing is kept.
         */
        post: operations["postContentPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/counters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The loop, now */
        get: operations["getCounters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find a customer
         * @description By id or identifier. A search that finds nobody is an answer: the list is empty.
         */
        get: operations["getCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A customer by id
         * @description Also by the id of a customer that was merged into it.
         */
        get: operations["getCustomersCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{namespace}/{value}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A customer by identifier */
        get: operations["getCustomersNamespaceValue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find customers by how an identifier begins
         * @description In order of namespace and value. Who sees personal data masked finds nobody by e-mail address or telephone number here: these are found whole, by `GET /v1/customers`.
         */
        get: operations["getCustomersSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that failed for good, newest first, in pages */
        get: operations["getDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a customer sees in a placement */
        post: operations["postDecide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Definitions of the latest release */
        get: operations["getDefinitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A definition with its versions
         * @description Newest first. Also of one that the latest release does not have any more; none of one that was never released.
         */
        get: operations["getDefinitionsKindId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/diagnosis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the steps of all journeys do */
        get: operations["getDiagnosis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dictionary/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a project's dictionary would say of what came */
        post: operations["postDictionaryCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dictionary/infer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Definitions of events, proposed from what came */
        get: operations["getDictionaryInfer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases that wait for a second person */
        get: operations["getDrafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a draft would come to if it went live now */
        get: operations["getDraftsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a draft: it becomes the running release */
        post: operations["postDraftsIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject a draft */
        post: operations["postDraftsIdReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The latest events, newest first
         * @description As far as the warehouse has them, without what they carry.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event whole */
        get: operations["getEventsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a customer got a message, and why not another */
        get: operations["getExplain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many would get a message to a segment
         * @description And what keeps it from the others, by the rules that every message is asked.
         */
        post: operations["postForecast"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Segments and tags with how many are in them */
        get: operations["getGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a profile came to be */
        get: operations["getIdentity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity/bind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bind an identifier to a profile */
        post: operations["postIdentityBind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the preview of identity rules is */
        get: operations["getIdentityPreview"];
        put?: never;
        /** What a project's identity rules would make of the history */
        post: operations["postIdentityPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity/unbind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an identifier out of its profile */
        post: operations["postIdentityUnbind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/identity/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take merges back
         * @description One profile by `customer` and `from`, or all merges of one cause. What is left over is asked for again.
         */
        post: operations["postIdentityUnmerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbox-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A token for a customer's browser
         * @description By id or identifier, good for so many minutes.
         */
        post: operations["postInboxTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What becomes of customers in all journeys */
        get: operations["getJourneys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journeys/{journey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What becomes of customers in one journey, step by step */
        get: operations["getJourneysJourney"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journeys/{journey}/diagnosis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the steps of a journey do */
        get: operations["getJourneysJourneyDiagnosis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journeys/{journey}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a journey for a customer
         * @description The journey's own rules decide whether the customer enters.
         */
        post: operations["postJourneysJourneyStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journeys/{journey}/steps/{step}/reroute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reroute a step to its fallback path, or back */
        post: operations["postJourneysJourneyStepsStepReroute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/library/sensitive-words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready lists of sensitive words
         * @description For the policy: words that the Advertising Law of China keeps out of advertisements.
         */
        get: operations["getLibrarySensitiveWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the values of a customer's traits come from */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The loop, second by second
         * @description Server-sent events: the data of each is a `LiveUpdate`.
         */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events that a funnel can be made of */
        get: operations["getMeasuresEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many did one event after another */
        get: operations["getMeasuresFunnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/latency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** From events received to the messages that answer them */
        get: operations["getMeasuresLatency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What journeys were worth against their holdouts
         * @description Of all journeys that hold somebody out; the level is that at which all intervals together hold.
         */
        get: operations["getMeasuresLift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages by channel, and why others were not sent */
        get: operations["getMeasuresMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who bought again, by month */
        get: operations["getMeasuresRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Revenue and orders over time */
        get: operations["getMeasuresRevenue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers by recency and frequency */
        get: operations["getMeasuresRfm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/rfm/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is in a cell of the RFM matrix */
        get: operations["getMeasuresRfmCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All members */
        get: operations["getMembers"];
        put?: never;
        /**
         * Invite somebody
         * @description The answer holds the link to hand on; it works once and for three days. The first member has to be an owner.
         */
        post: operations["postMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member, and where it is signed in */
        get: operations["getMembersMember"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a member
         * @description Only what is given. Disabling it ends its sessions and tokens.
         */
        patch: operations["patchMembersMember"];
        trace?: never;
    };
    "/v1/members/{member}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a one-time link
         * @description For who was invited (three days), or has lost the password (two hours). It ends the ones before it.
         */
        post: operations["postMembersMemberLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a member out everywhere */
        delete: operations["deleteMembersMemberSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages to a customer, and what has become of each
         * @description Through whichever channel, newest first, in pages.
         */
        get: operations["getMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What things are called
         * @description Names of the running release, by kind and id; for who may read releases also of definitions that are new and unpublished. A `step` (`journey/step`) is called by what it does, a `cap` by what it allows.
         */
        get: operations["getNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Captured messages, newest first, in pages */
        get: operations["getOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outbox/{message}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A captured message, and how it looks */
        get: operations["getOutboxMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outbox/{message}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A captured message as its receiver sees it
         * @description Its address, with the key, stands in the message as `preview`.
         */
        get: operations["getOutboxMessagePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a release would come to
         * @description What would change, who is inside of what changes, and what lints say. Nothing is done.
         */
        post: operations["postPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/playbooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Playbooks, with what each needs and what is missing */
        get: operations["getPlaybooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/playbooks/{playbook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a playbook
         * @description Puts what is new of it as unpublished changes; what is there and differs stays as it is. With `dryRun`: only what that would come to. It asks for the permissions of the kinds that it adds.
         */
        post: operations["postPlaybooksPlaybook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a segment, a tag or a condition would come to
         * @description How many, a sample, what it has in common with released ones, who of them can be reached; of one customer: why.
         */
        post: operations["postPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The quality of the data */
        get: operations["getQuality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quality/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hours that the quality is measured in */
        get: operations["getQualityHours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refused calls, newest first, in pages
         * @description A page looks at 50,000 records at most: one that found little, or nothing, says where to go on.
         */
        get: operations["getQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A refused call */
        get: operations["getQuarantineId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop refused calls
         * @description Only counted unless `dryRun` is false.
         */
        post: operations["postQuarantineDrop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/identifiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Identifiers that were set aside, the most frequent first */
        get: operations["getQuarantineIdentifiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay refused calls, corrected
         * @description Only tried unless `dryRun` is false.
         */
        post: operations["postQuarantineReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quarantine/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many calls were refused, and why */
        get: operations["getQuarantineStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recommendations there are, by id */
        get: operations["getRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/recommendations/{recommendation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What goes with an item, or is recommended to a customer */
        get: operations["getRecommendationsRecommendation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send messages that failed for good again */
        post: operations["postRedeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rehearsals/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run the newest release with all unpublished changes over the history
         * @description In a process of its own, one at a time: nothing is sent and nobody is changed. How it stands is asked of its address; a restart of the server forgets it.
         */
        post: operations["postRehearsalsSimulations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rehearsals/simulations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a simulation stands, and what it came to */
        get: operations["getRehearsalsSimulationsId"];
        put?: never;
        post?: never;
        /** Stop a simulation, or forget one that has ended */
        delete: operations["deleteRehearsalsSimulationsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rehearsals/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a journey on a customer, in virtual time
         * @description In a world of its own, which knows no channel: nothing is sent and nobody is changed. A customer who is named is copied into it as it is now; that needs `customers.read` too. One at a time of each member; it is stopped when it takes too long.
         */
        post: operations["postRehearsalsTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All releases, newest first */
        get: operations["getReleases"];
        put?: never;
        /**
         * Make a release
         * @description Of a whole project. Where the workspace asks for a second person, the header `x-volano-member` holds the token of who asks. Then it is a draft: 202.
         */
        post: operations["postReleases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A release with its definitions */
        get: operations["getReleasesNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases/{number}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a release changed
         * @description Against the one before, or another; in the words of a plan.
         */
        get: operations["getReleasesNumberChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the latest release stands
         * @description Which definitions are in force, and what the others wait for.
         */
        get: operations["getReleasesStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The report
         * @description Of a member with a data scope, of its customers alone; what cannot be counted of these alone is not told, and named in `leftOut`.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ready roles, and the permissions there are */
        get: operations["getRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to an earlier release
         * @description Makes a release with its definitions. With `dryRun`: only what it would be. Where the workspace asks for a second person, the header `x-volano-member` holds the token of who asks.
         */
        post: operations["postRollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gradual rollouts of the running release */
        get: operations["getRollouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Advance, pause, resume or halt a rollout */
        post: operations["postRolloutsId"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{segment}/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the members of a segment came from, and where they went
         * @description From and into other segments.
         */
        get: operations["getSegmentsSegmentFlow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{segment}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a segment has grown, day by day
         * @description Who came, who left and how many there were at its end; at most 1100 days.
         */
        get: operations["getSegmentsSegmentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{segment}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is in a segment
         * @description The latest first, by the stays that the warehouse knows.
         */
        get: operations["getSegmentsSegmentMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asks
         * @description The member, its roles and permissions, and the token that a page sends with changes. Who is nobody yet is told how to sign in: a page asks this first, and nothing is wrong with that.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in
         * @description Sets the cookie of a new session. Where nobody is a member yet, whoever may everything makes the first owner so, and gives a name too.
         */
        post: operations["postSession"];
        /** Sign out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        /** Change the own name or language */
        patch: operations["patchSession"];
        trace?: never;
    };
    "/v1/session/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a link
         * @description Sets the password, uses the link up, and signs in.
         */
        post: operations["postSessionJoin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whose link it is
         * @description Of an invitation, or for a new password. Does not use it up.
         */
        post: operations["postSessionLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in through the identity provider
         * @description For browsers: leads to the provider.
         */
        get: operations["getSessionOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the identity provider leads back to
         * @description Begins a session and leads to the console.
         */
        get: operations["getSessionOidcCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the own password
         * @description Ends all sessions of the member.
         */
        post: operations["postSessionPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways to sign in */
        get: operations["getSessionWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own sessions, the newest first */
        get: operations["getSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of the own sessions */
        delete: operations["deleteSessionsSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Snapshots that are kept */
        get: operations["getSnapshots"];
        put?: never;
        /** Take a snapshot of the state */
        post: operations["postSnapshots"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources that have a write key */
        get: operations["getSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{source}/write-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a write key
         * @description Of a source that there is, or of a new one. Other processes of a cluster take it within about a second.
         */
        post: operations["postSourcesSourceWriteKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest conclusions, of everybody or of one customer */
        get: operations["getSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tags and how healthy they are */
        get: operations["getTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags/{tag}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tag and how healthy it is */
        get: operations["getTagsTag"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags/{tag}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a tag has grown, day by day
         * @description Who came, who left and how many there were at its end; at most 1100 days.
         */
        get: operations["getTagsTagHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags/{tag}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who holds a tag
         * @description The latest first, by the stays that the warehouse knows.
         */
        get: operations["getTagsTagMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags/{tag}/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Some who hold a tag, for people to judge */
        get: operations["getTagsTagSheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare tags with the raw events */
        post: operations["postTagsAudit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tags/judgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What people said of a sheet */
        post: operations["postTagsJudgements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to a customer
         * @description Events, facts and messages, newest first, in pages.
         */
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Own tokens, or all */
        get: operations["getTokens"];
        put?: never;
        /**
         * Make a token
         * @description With permissions that whoever makes it has. The secret is told this once.
         */
        post: operations["postTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token */
        delete: operations["deleteTokensToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The workspace */
        get: operations["getWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/write-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A write key for calls made by hand in the console */
        get: operations["getWriteKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/write-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Write keys of sources
         * @description Without their secrets. Those that have ended are listed for 90 days.
         */
        get: operations["getWriteKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/write-keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a write key
         * @description At once; other processes of a cluster keep to it within about a second. What is sent with it is refused from then on.
         */
        delete: operations["deleteWriteKeysKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/write-keys/{key}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a write key
         * @description By a new one of the same source. Both are taken until the old one ends.
         */
        post: operations["postWriteKeysKeyRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description How many messages the customer accepts: a trait that holds a number, 0 for none; without it there is no such limit. Asked before the caps. */
        AcceptedFrequency: {
            channel?: string;
            classes: ("marketing" | "service" | "transactional")[];
            per: components["schemas"]["Duration"] | {
                /** @enum {string} */
                this: "day" | "week" | "month" | "quarter" | "year";
            };
            trait: string;
        };
        /** @description The customer's own frequency: what the trait says, and how much of it is used. */
        AcceptedUse: {
            /** @description Any JSON. */
            accepted: unknown;
            /** @description '' for the customer's own. */
            cap: string;
            channel?: string;
            classes: ("marketing" | "service" | "transactional")[];
            count: number;
            max: number;
            purpose?: string;
            trait: string;
        };
        AdjustedEstimate: {
            difference: number;
            high: number | null;
            low: number | null;
            /** @description Share of the variance that the covariate has taken away, 0 to 1. */
            varianceReduced: number;
        };
        ApiToken: {
            createdAt: number;
            createdBy: string;
            /** @description Absent: never. */
            expiresAt?: number;
            id: string;
            /** @description In whose name; absent: a service’s. */
            member?: string;
            name: string;
            permissions: ("self" | "overview.read" | "reports.read" | "customers.read" | "customers.personal" | "customers.identity" | "messages.read" | "messages.redeliver" | "messages.test" | "inbox.issue" | "segments.read" | "segments.write" | "tags.read" | "tags.write" | "tags.audit" | "traits.write" | "dictionary.read" | "dictionary.write" | "journeys.read" | "journeys.write" | "journeys.start" | "journeys.reroute" | "calendar.read" | "content.read" | "content.preview" | "content.write" | "content.approve" | "channels.write" | "policies.write" | "benefits.read" | "benefits.write" | "recommendations.read" | "decide" | "quality.read" | "quarantine.read" | "quarantine.replay" | "quarantine.drop" | "releases.read" | "releases.write" | "releases.approve" | "releases.reject" | "releases.rollback" | "releases.rollout" | "backup.read" | "backup.take" | "system.read" | "settings.sources" | "settings.workspace" | "settings.members" | "settings.tokens" | "audit.read")[];
            /** @description To the minute; absent: not yet. */
            usedAt?: number;
        };
        /** @description How a message looks to who gets it. */
        Appearance: components["schemas"]["MailPreview"] | components["schemas"]["SmsPreview"] | components["schemas"]["WecomTaskPreview"] | components["schemas"]["SubscriptionPreview"] | components["schemas"]["WebhookPreview"] | {
            body: string;
            /** @enum {string} */
            format: "html" | "text";
            image?: string;
            /** @description Addresses of http(s) only. */
            link?: string;
            title?: string;
            /** @enum {string} */
            type: "push" | "in_app";
        } | {
            body: string;
            /** @enum {string} */
            format: "html" | "text";
            subject?: string;
            /** @constant */
            type: "plain";
        };
        /** @description Who approved which content, and when. It holds for the content with this fingerprint only. */
        Approval: {
            by: string;
            content: string;
            on: string;
        };
        /** @description One scored choice when several journeys want the same customer. */
        Arbitration: {
            classes?: ("marketing" | "service" | "transactional")[];
            collect?: components["schemas"]["Duration"];
            expireAfter?: components["schemas"]["Duration"];
            /** @enum {string} */
            losers?: "defer" | "drop";
            weights?: {
                fatigue?: number;
                priority?: number;
                recency?: number;
                value?: number;
            };
            window: components["schemas"]["Duration"];
        };
        /** @description Orders and revenue (units of the currency) credited to a journey's messages on a channel; both '' for organic ones. */
        AttributionRow: {
            channel: string;
            journey: string;
            orders: number;
            revenue: number;
        };
        /** @description The latest audit that compared a tag. */
        AuditedTag: {
            /** @description Of all customers compared: of whom both say the same. */
            agreement: components["schemas"]["TagShare"];
            /** @description Ms since 1970 UTC. */
            at: number;
            /** @description Of those compared: of whom engine and events say different things. */
            disagreeing: string[];
            /** @description Of those of whom the engine says that they hold it: of whom the events say so too. */
            holders?: components["schemas"]["TagShare"];
            /** @description Of the others. */
            others?: components["schemas"]["TagShare"];
            position: number;
            /** @description Of the definition; instant, ms, and log position of the audit. */
            version: number;
        };
        /** @description Who did what. Holds no body, no secret and no identifier. */
        AuditEntry: {
            address: string;
            at: number;
            by: {
                id: string;
                /** @enum {string} */
                kind: "member" | "service" | "operator" | "nobody";
            };
            /** @description Of a refusal. */
            code?: string;
            id: string;
            /** @enum {string} */
            kind: "look" | "change";
            method: string;
            permission: string;
            route: string;
            status: number;
            /** @description About what, by name. */
            target: {
                [key: string]: string;
            };
        };
        /** @description What customers are given: coupons from a pool of codes, or points. */
        BenefitDefinition: {
            description?: components["schemas"]["Text"];
            id: string;
            /** @constant */
            kind: "benefit";
            limits?: {
                perCustomer?: number;
                total?: number;
            };
            lowAt?: number;
            name: components["schemas"]["Text"];
            points?: number;
            /** @enum {string} */
            type: "coupon" | "points";
        };
        BenefitStock: {
            benefit: string;
            /** @description Of coupons: codes that have come in, and those that are left. */
            codes?: number;
            /** @description How often it was given. */
            given: number;
            left?: number;
            /** @enum {string} */
            type: "coupon" | "points";
        };
        BindPreviewed: {
            after: components["schemas"]["PartedCustomer"];
            /** @description The profiles that it concerns, the survivor first. */
            before: components["schemas"]["PartedCustomer"][];
            /** @description The profile that both belong to. */
            customer: string;
            /** @enum {string} */
            outcome: "linked" | "merged" | "bound";
        };
        /** @description A piece of content that templates share, in Liquid. */
        BlockDefinition: {
            approval?: components["schemas"]["Approval"];
            body?: string;
            id: string;
            image?: string;
            /** @constant */
            kind: "block";
            link?: string;
            locales?: {
                [key: string]: {
                    body?: string;
                    image?: string;
                    link?: string;
                    mjml?: string;
                    text?: string;
                };
            };
            mjml?: string;
            name: components["schemas"]["Text"];
            text?: string;
            /** @enum {string} */
            type: "title" | "copy" | "image" | "button" | "divider" | "footer" | "custom";
        };
        Bound: {
            /** @description The profile that both belong to. */
            customer: string;
            /** @enum {string} */
            outcome: "linked" | "merged" | "bound";
        };
        /** @description A broadcast as the journey that it is. */
        BroadcastPlan: {
            /** @description When its time comes in the workspace's zone, ms; for customers in other zones it comes earlier or later. */
            at: number;
            /** @description What lints say of it; errors have to be accepted when it is released. */
            findings: components["schemas"]["LintFinding"][];
            /** @description Share of the members that gets nothing, so that it can be measured. */
            holdout: number;
            /** @description Id of its journey. */
            journey: string;
            name: components["schemas"]["Text"];
            /** @description What keeps it from being released, in the language that `Accept-Language` prefers, and where in the journey it stands. */
            problems: {
                message: string;
                path: string;
            }[];
            segment: string;
        };
        Calendar: {
            /** @description By day, then time, then journey. */
            entries: components["schemas"]["CalendarEntry"][];
            from: string;
            /** @description Pairs of entries of one day, those with the most customers first; not of a single customer's calendar. */
            overlaps: components["schemas"]["CalendarOverlap"][];
            to: string;
            /** @description Journeys that begin on a date that is computed: when it comes is known customer by customer only. */
            unknown: string[];
        };
        CalendarEntry: {
            /** @description On each customer's own clock. */
            at: string;
            channels: string[];
            /** @description Members now, or those whose date it is. Who may not enter again, is held out, or whom guard spares is among them. */
            customers: number;
            day: string;
            journey: string;
            /** @enum {string} */
            kind: "broadcast" | "schedule" | "date";
            name: components["schemas"]["Text"];
            purposes: string[];
            /** @description Whose members; absent: everybody, or those whose date it is. */
            segment?: string;
            /** @description Trait with the date. */
            trait?: string;
        };
        CalendarOverlap: {
            /** @description In both. */
            customers: number;
            day: string;
            journeys: [
                string,
                string
            ];
        };
        CaptureCounts: {
            /** @description Ever. */
            captured: number;
            /** @description Still kept. */
            readable: number;
        };
        /** @description What of its channel decides how a message looks. */
        CapturedDefinition: {
            /** @description Of e-mail: who it is from. */
            from?: {
                address: string;
                name: string;
            };
            name: components["schemas"]["Text"];
            /** @description Of SMS: how to opt out; stands at the end of marketing messages. */
            optOut?: components["schemas"]["Text"];
            /** @description Of e-mail: where replies go. */
            replyTo?: string;
            /** @description Of SMS: who signs, without brackets; stands at the front as \u3010...\u3011. */
            signature?: string;
            /** @enum {string} */
            type: "email" | "sms" | "push" | "in_app" | "webhook" | "wecom_task" | "mp_subscription";
        };
        /** @description A message as the outbox page shows it. Times are wall clocks in ms, except `command.at`. */
        CapturedMessage: {
            appearance: components["schemas"]["Appearance"];
            /** @description Ms since 1970 UTC. */
            capturedAt: number;
            command: components["schemas"]["SendCommand"];
            content: components["schemas"]["RenderedContent"];
            /** @description Ms since 1970 UTC. */
            decidedAt: number;
            /** @description As it was at the capture; absent when no release defined the channel. */
            definition?: components["schemas"]["CapturedDefinition"];
            /** @description Ascending in the order of capture. */
            number: number;
            /** @description Address of the message as its receiver sees it, good as long as the process lives. */
            preview: string;
        };
        /** @description How much of a cap is used. */
        CapUse: {
            /** @description '' for the customer's own. */
            cap: string;
            channel?: string;
            classes: ("marketing" | "service" | "transactional")[];
            count: number;
            max: number;
            purpose?: string;
        };
        /** @description `signal` without an event: time alone led to it; the evidence is the decision. */
        ChainLink: {
            evidence: components["schemas"]["Evidence"];
            /** @enum {string} */
            link: "step" | "conversion" | "signal" | "identity" | "knowledge" | "trigger" | "decision" | "verdict" | "delivery" | "receipt" | "end";
        };
        Change: {
            /** @enum {string} */
            action: "added" | "changed" | "removed";
            id: string;
            kind: components["schemas"]["DefinitionKind"];
            /** @description The definition as indented JSON, line by line, each kept, added or removed. */
            lines: components["schemas"]["DiffLine"][];
        };
        /** @description Something that would be wrong with the newest release and all unpublished changes. */
        ChangeProblem: {
            code: string;
            /** @description The other definition that this change makes wrong, and in which `path` is; absent: the changed one itself. */
            in?: {
                id: string;
                kind: components["schemas"]["DefinitionKind"];
            };
            /** @description In the language that `Accept-Language` prefers. */
            message: string;
            /** @description Where in the definition, as `steps[0].duration`; '' for the whole of it. */
            path: string;
        };
        /** @description A way to reach customers. Through what it goes is configured in the installation; by default it is captured. */
        ChannelDefinition: {
            address?: string;
            from?: {
                /** Format: email */
                address: string;
                name: string;
            };
            id: string;
            /** @constant */
            kind: "channel";
            links?: {
                hosts?: string[];
                tracked?: boolean;
            };
            name: components["schemas"]["Text"];
            optOut?: components["schemas"]["Text"];
            price?: number;
            rate?: {
                max: number;
                per: components["schemas"]["Duration"];
            };
            /** Format: email */
            replyTo?: string;
            signature?: string;
            /** @enum {string} */
            type: "email" | "sms" | "push" | "in_app" | "webhook" | "wecom_task" | "mp_subscription";
        };
        /** @description Where messages of a channel go: by the name of the carrier, `capture` for those that stay here and contact nobody. */
        ChannelRoute: {
            carrier: string;
            channel: string;
        };
        ChannelRow: {
            bounced: number;
            channel: string;
            clicked: number;
            complained: number;
            decided: number;
            delivered: number;
            failed: number;
            /** @description By people, as clicked. */
            opened: number;
            replied: number;
            sent: number;
            unsubscribed: number;
            /** @description Not handed over yet. */
            waiting: number;
            withdrawn: number;
        };
        /** @description A channel that is defined or configured. */
        ChannelStanding: {
            /** @description What it goes through; `capture` contacts nobody. */
            carrier: string;
            channel: string;
            /** @description Secrets that its settings name, never a value. Needs the permission system.read. */
            credentials?: {
                field: string;
                present: boolean;
                reference: string;
            }[];
            /** @description As the running release defines it; absent: none does. */
            definition?: components["schemas"]["ChannelDefinition"];
            /** @description Of its hand-overs; absent where another process does them, or it is captured. */
            state?: {
                active: number;
                /**
                 * @description `open`: rests because it fails.
                 * @enum {string}
                 */
                breaker: "closed" | "open" | "half_open";
                lastFailure?: {
                    at: number;
                    reason: string;
                };
                retrying: number;
                waiting: number;
            };
        };
        /** @description The rule that would refuse, and what it read: as in verdicts. */
        Closed: {
            read: {
                [key: string]: unknown;
            };
            rule: string;
        };
        CohortRow: {
            /** @description `YYYY-MM`. */
            cohort: string;
            /** @description How many of them bought 0, 1, 2, ... months later, up to the month of the last purchase of all. */
            customers: number[];
        };
        /** @description A comparison of one value. */
        Comparison: {
            /** @enum {string} */
            operator: "=" | "!=" | "contains" | "doesNotContain";
            value: string | number | boolean;
        } | {
            /** @enum {string} */
            operator: "<" | "<=" | ">" | ">=";
            value: string | number;
        } | {
            /** @enum {string} */
            operator: "in" | "notIn";
            value: (string | number | boolean)[];
        } | {
            /** @enum {string} */
            operator: "between" | "notBetween";
            value: [
                string | number,
                string | number
            ];
        } | {
            /** @enum {string} */
            operator: "beginsWith" | "doesNotBeginWith" | "endsWith" | "doesNotEndWith" | "equalsIgnoringCase" | "doesNotEqualIgnoringCase";
            value: string;
        } | {
            /** @enum {string} */
            operator: "inIgnoringCase" | "notInIgnoringCase";
            value: string[];
        } | {
            /** @enum {string} */
            operator: "matches" | "doesNotMatch";
            value: components["schemas"]["Pattern"];
        } | {
            /** @enum {string} */
            operator: "hasLength" | "doesNotHaveLength";
            value: {
                atLeast?: number;
                atMost?: number;
            };
        } | {
            /** @enum {string} */
            operator: "hasType" | "doesNotHaveType";
            /** @enum {string} */
            value: "number" | "string" | "boolean" | "list";
        } | {
            /** @enum {string} */
            operator: "versionEquals" | "versionDoesNotEqual" | "versionBefore" | "versionAtMost" | "versionAfter" | "versionAtLeast";
            value: string;
        } | {
            /** @enum {string} */
            operator: "before" | "since";
            value: number | string;
        } | {
            /** @enum {string} */
            operator: "timeBetween" | "notTimeBetween";
            value: [
                number | string,
                number | string
            ];
        } | {
            /** @enum {string} */
            operator: "onDay" | "notOnDay";
            value: string;
        } | {
            /** @enum {string} */
            operator: "null" | "notNull" | "empty" | "notEmpty";
        } | {
            /** @enum {string} */
            operator: "containsAny" | "containsNone" | "containsAll" | "doesNotContainAll";
            value: (string | number | boolean)[];
        } | {
            /** @enum {string} */
            operator: "anyElement" | "noElement" | "everyElement" | "notEveryElement";
            value: components["schemas"]["ElementValue"];
        } | {
            /** @enum {string} */
            operator: "withinLast" | "notWithinLast" | "withinNext" | "notWithinNext" | "beforeLast" | "afterNext";
            value: components["schemas"]["Duration"];
        } | {
            /** @enum {string} */
            operator: "duringThis" | "notDuringThis" | "duringPrevious" | "notDuringPrevious" | "duringNext" | "notDuringNext";
            /** @enum {string} */
            value: "day" | "week" | "month" | "quarter" | "year";
        } | {
            /** @enum {string} */
            operator: "anniversaryDuringThis" | "notAnniversaryDuringThis";
            /** @enum {string} */
            value: "day" | "week" | "month";
        } | {
            /** @enum {string} */
            operator: "anniversaryInDays" | "notAnniversaryInDays";
            value: [
                number,
                number
            ];
        };
        /** @description How many inputs of the release's tags a customer has a value for. */
        Completeness: {
            known: number;
            of: number;
            /** @description 0 to 1; 1 where no tag has an input. */
            share: number;
        };
        /** @description Rules joined by and / or, optionally negated, in the shape of react-querybuilder. */
        Condition: {
            /** @enum {string} */
            combinator: "and" | "or";
            not?: boolean;
            rules: (components["schemas"]["Condition"] | components["schemas"]["Rule"])[];
        };
        ContentDraftPreview: {
            /** @enum {string} */
            approval?: "changed" | "draft" | "approved";
            customer?: string;
            fingerprint?: string;
            id: string;
            /** @enum {string} */
            kind: "template" | "block";
            /** @description Empty when a release would take it. */
            problems: components["schemas"]["ContentProblem"][];
            /** @description Absent while there are problems. */
            shown?: {
                locale?: string;
                /** @description Variables that the customer or the event does not have and that no default stands in for: with one of them the message is not sent. They are shown as ⟨name⟩. */
                missing: string[];
                /** @description Of HTML: address at which it can be looked at for some minutes. */
                page?: string;
                preview?: string;
                /** @description As an SMS, without signature and opt-out. */
                sms: components["schemas"]["SmsLength"];
                subject?: string;
                text: string;
                variant?: string;
                /** @description Sensitive words that the customer would read; absent where the project watches for none. */
                words?: components["schemas"]["ShownWord"][];
            };
            /** @description What it reads, with the values that it gets; null: there is none. */
            values?: {
                event: {
                    [key: string]: unknown;
                };
                trait: {
                    [key: string]: unknown;
                };
            };
            /** @description Sensitive words of what is written; absent where the project watches for none. */
            words?: components["schemas"]["WrittenWord"][];
        };
        ContentItem: {
            /** @enum {string} */
            approval: "changed" | "draft" | "approved";
            /** @description Through which it is sent; of a block, the templates that hold it. */
            channels: string[];
            /** @description Of the content, blocks included: what an approval is of. */
            fingerprint: string;
            /** @enum {string} */
            format: "text" | "html" | "mjml";
            id: string;
            /** @enum {string} */
            kind: "block" | "template";
            locales: string[];
            /** @description Languages of the workspace that it does not have. */
            missingLocales: string[];
            /** @description The first one that had this version. */
            release: number;
            /**
             * @description Of a block.
             * @enum {string}
             */
            type?: "title" | "copy" | "image" | "button" | "divider" | "footer" | "custom";
            /** @description Ms since 1970 UTC. */
            updatedAt?: number;
            usedBy: components["schemas"]["ContentUse"][];
            variants: string[];
            version: number;
        };
        ContentPreview: {
            customer: string;
            html?: string;
            locale?: string;
            /** @description Variables that the customer or the event does not have and that no default stands in for: with one of them the message is not sent. They are shown as ⟨name⟩. */
            missing: string[];
            preview?: string;
            /** @description As an SMS, without signature and opt-out. */
            sms: components["schemas"]["SmsLength"];
            subject?: string;
            template: string;
            text: string;
            variant?: string;
            version: number;
            /** @description Sensitive words that the customer would read; absent where the project watches for none. */
            words?: components["schemas"]["ShownWord"][];
        };
        /** @description What is wrong with content, and where. */
        ContentProblem: {
            column?: number;
            /** @description E.g. `subject`, `locales.zh.body`, `variants.short.body`. */
            field: string;
            /** @description From 1, in the text of the field. */
            line?: number;
            /** @description In the language that `Accept-Language` prefers. */
            message: string;
        };
        ContentTest: {
            /** @description Variables without a value: a real message would not have gone. */
            missing: string[];
            /** @description The rule that closes the channel to the customer with this address, or keeps the message back; nothing went out. */
            refused?: string;
            sent?: components["schemas"]["TestSent"];
        };
        /** @description One place that uses a template or a block. */
        ContentUse: {
            id: string;
            /** @enum {string} */
            kind: "journey" | "block" | "template" | "placement";
            /** @description Of a journey: the step that sends it; of a placement: the candidate. */
            step?: string;
        };
        ContentVersions: {
            changes: components["schemas"]["FieldChange"][];
            /** @description Ms since 1970 UTC. */
            from: number;
            template: string;
            /** @description Ms since 1970 UTC. */
            to: number;
            /** @description Ascending, each with the first release that had it. */
            versions: {
                note?: string;
                release: number;
                version: number;
            }[];
        };
        ContentWord: {
            /** @description Ms since 1970 UTC. */
            at: number;
            /** @description Id of the member, or of the service; `operator` where nobody has to sign in. */
            by: string;
            /** @description Name of the member. */
            byName?: string;
            note?: string;
            /** @enum {string} */
            verdict: "approved" | "returned";
        };
        /** @description What a conversion is: a purchase; an event, whose filter holds when there is one; or that the goal ended the journey (a goal over what is known of a customer). */
        Conversion: {
            /** @constant */
            by: "purchase";
        } | {
            /** @constant */
            by: "event";
            event: string;
            where?: components["schemas"]["Condition"];
        } | {
            /** @constant */
            by: "goal";
        };
        Counters: {
            /** @description Wall clock, ms. */
            at: number;
            customers: number;
            delivery: {
                failed: number;
                open: number;
                retrying: number;
                sent: number;
            };
            door: components["schemas"]["DoorMeasures"];
            engine: {
                behind: number;
                oldestUnprocessedMs: number;
                position: number;
            };
            eventTime?: number;
            /** @description By `kind/action`. */
            facts: {
                [key: string]: number;
            };
            latency: components["schemas"]["LatencySummary"];
            /** @description Totals so far, whenever the process was started: one per room of the loop, in its order. */
            loop: {
                act: number;
                decide: number;
                guard: number;
                know: number;
                learn: number;
                sense: number;
            };
            refusals: {
                [key: string]: number;
            };
            release: number;
            sink: {
                behind: number;
                written: number;
            };
        };
        CustomerMatch: {
            customer: string;
            /**
             * @description `state`: all that it reads is kept; `events`: folded anew from the customer's events.
             * @enum {string}
             */
            from: "state" | "events";
            holds: boolean;
            identifiers: [
                string,
                string
            ][];
            /** @description What the condition read, by field. */
            read: {
                [key: string]: unknown;
            };
        };
        /** @description About whom: customers that meet all of it. */
        DataScope: {
            /** @description The trait that names the advisor has this value. */
            own?: {
                trait: string;
                value: string;
            };
            /** @description The value of each trait is one of these. */
            traits?: {
                [key: string]: string[];
            };
        };
        /** @description What the list says of a message: neither its address nor its variables. Times are wall clocks. */
        DeadLetter: {
            attempts: number;
            channel: string;
            customer: string;
            /** @description Ms since 1970 UTC. */
            decidedAt: number;
            /** @description Ms since 1970 UTC. */
            failedAt: number;
            journey: string;
            message: string;
            number: number;
            reason: string;
            step: string;
            template: string;
        };
        DecidedContent: {
            fields?: {
                [key: string]: unknown;
            };
            /** @description Of the recommendation, best first. */
            items?: {
                [key: string]: unknown;
            }[];
            /** @description What the template came to. */
            rendered?: {
                body: string;
                /** @enum {string} */
                format: "html" | "text";
                locale?: string;
                subject?: string;
                template: string;
                variant?: string;
                version: number;
            };
        };
        Decision: {
            /** @description In the order of the definition. */
            candidates: components["schemas"]["WeighedCandidate"][];
            /** @description Null: the fallback. */
            chosen: string | null;
            content: components["schemas"]["DecidedContent"];
            /** @description Null: nobody knows whose these identifiers are. */
            customer: string | null;
            /** @description Of this decision; goes back with the exposure. */
            decision: string;
            /** @description The call to send when it has been shown; absent of a fallback. */
            exposure?: {
                event: string;
                properties: {
                    [key: string]: unknown;
                };
            };
            placement: string;
            version: number;
        };
        /** @description A definition of a project, by `kind`. */
        Definition: components["schemas"]["WorkspaceDefinition"] | components["schemas"]["NamespaceDefinition"] | components["schemas"]["EventDefinition"] | components["schemas"]["PurposeDefinition"] | components["schemas"]["PolicyDefinition"] | components["schemas"]["TraitDefinition"] | components["schemas"]["TagGroupDefinition"] | components["schemas"]["TagDefinition"] | components["schemas"]["SegmentDefinition"] | components["schemas"]["ChannelDefinition"] | components["schemas"]["BlockDefinition"] | components["schemas"]["TemplateDefinition"] | components["schemas"]["JourneyDefinition"] | components["schemas"]["RecommendationDefinition"] | components["schemas"]["PlacementDefinition"] | components["schemas"]["BenefitDefinition"];
        /** @enum {string} */
        DefinitionKind: "workspace" | "namespace" | "event" | "purpose" | "policy" | "trait" | "tag_group" | "tag" | "segment" | "channel" | "block" | "template" | "journey" | "recommendation" | "placement" | "benefit";
        /** @description A definition of the latest release. */
        DefinitionStanding: {
            id: string;
            kind: components["schemas"]["DefinitionKind"];
            /** @description Number of the release that brought this version. */
            release: number;
            /** @description Of a live one: position in the log from which on that release was in force as a whole; 0 for one from before this was kept. */
            since?: number;
            /** @enum {string} */
            state: "failed" | "preparing" | "live";
            version: number;
        };
        DefinitionVersion: {
            definition: components["schemas"]["Definition"];
            /** @description Numbers of the releases that have it, ascending. */
            releases: number[];
            version: number;
        };
        /** @description A customer, with the entry of the log that linked each identifier. */
        DescribedProfile: {
            /** @description Ids of customers that were merged into this one. */
            absorbed: string[];
            /** @description How much of what the tags read of anybody is known. */
            completeness: components["schemas"]["Completeness"];
            consent: {
                granted: boolean;
                purpose: string;
            }[];
            customer: string;
            identifiers: [
                string,
                string
            ][];
            journeys: components["schemas"]["JourneyPlace"][];
            origins: components["schemas"]["IdentityLink"][];
            /** @description Log position at which this was true. */
            position: number;
            /** @description Which channels and purposes are open, how much of each cap is used, and whether it is night. */
            reach: components["schemas"]["Reach"];
            segments: {
                id: string;
                /** @description Ms since 1970 UTC. */
                since: number;
            }[];
            /** @description Messages that are decided and whose hand-over has not ended. */
            sends: components["schemas"]["OpenMessage"][];
            suppressed?: string;
            tags: components["schemas"]["HeldTag"][];
            /** @description By trait id; times are ms. */
            traits: {
                [key: string]: unknown;
            };
        };
        /** @description What a dictionary would say of the events that came. */
        DictionaryChecked: {
            /** @description Events that were looked at; the latest ones when there are more. */
            looked: number;
            violating: number;
            /** @description By source, event, property and problem, the most frequent first. */
            violations: components["schemas"]["DictionaryViolation"][];
        };
        DictionaryViolation: {
            count: number;
            event: string;
            field: string;
            /**
             * @description What would become of the event.
             * @enum {string}
             */
            outcome: "block" | "quarantine" | "take";
            /** @enum {string} */
            problem: "value" | "missing" | "type" | "pattern" | "range" | "unplanned" | "unknown_event";
            source: string;
        };
        /** @description A line diff: the longest common subsequence, with the common head and tail taken off first. */
        DiffLine: {
            /** @enum {string} */
            sign: " " | "+" | "-";
            text: string;
        };
        Disagreement: {
            customer: string;
            /** @description What the engine says, and what the events say. */
            engine: boolean;
            events: boolean;
            tag: string;
        };
        /** @description At most so many meters from a point [latitude, longitude], degrees. The field is the latitude, "longitude" the trait or property beside it. */
        DistanceValue: {
            longitude: string;
            meters: number;
            of: [
                number,
                number
            ];
        };
        /** @description Calls at the door. */
        DoorMeasures: {
            accepted: number;
            /** @description Message ids seen before, found by the engine. */
            duplicates: number;
            /** @description Answers that wait at present until the engine has come near. */
            held: number;
            quarantined: number;
            requests: number;
        };
        /** @description A release that one member has proposed. */
        Draft: {
            /** @description When it was proposed, ms. */
            at: number;
            /** @description The release that it was made on. */
            base: number;
            by: string;
            definitions: number;
            id: string;
            /** @description Who proposed it. */
            maker: components["schemas"]["Maker"];
            note?: string;
        };
        Dropped: {
            dropped: number;
            /** @description Where to go on; absent at the end. */
            next?: string;
        };
        /** @description A fixed span of time, e.g. "45s", "30m", "4h", "7d", "2w". A day is 24 hours. */
        Duration: string;
        /** @description A comparison of each element of a list. */
        ElementValue: {
            /** @enum {string} */
            operator: "=" | "!=" | "contains" | "doesNotContain";
            value: string | number | boolean;
        } | {
            /** @enum {string} */
            operator: "<" | "<=" | ">" | ">=";
            value: string | number;
        } | {
            /** @enum {string} */
            operator: "in" | "notIn";
            value: (string | number | boolean)[];
        } | {
            /** @enum {string} */
            operator: "between" | "notBetween";
            value: [
                string | number,
                string | number
            ];
        } | {
            /** @enum {string} */
            operator: "beginsWith" | "doesNotBeginWith" | "endsWith" | "doesNotEndWith" | "equalsIgnoringCase" | "doesNotEqualIgnoringCase";
            value: string;
        } | {
            /** @enum {string} */
            operator: "inIgnoringCase" | "notInIgnoringCase";
            value: string[];
        } | {
            /** @enum {string} */
            operator: "matches" | "doesNotMatch";
            value: components["schemas"]["Pattern"];
        } | {
            /** @enum {string} */
            operator: "hasLength" | "doesNotHaveLength";
            value: {
                atLeast?: number;
                atMost?: number;
            };
        } | {
            /** @enum {string} */
            operator: "hasType" | "doesNotHaveType";
            /** @enum {string} */
            value: "number" | "string" | "boolean" | "list";
        } | {
            /** @enum {string} */
            operator: "versionEquals" | "versionDoesNotEqual" | "versionBefore" | "versionAtMost" | "versionAfter" | "versionAtLeast";
            value: string;
        } | {
            /** @enum {string} */
            operator: "before" | "since";
            value: number | string;
        } | {
            /** @enum {string} */
            operator: "timeBetween" | "notTimeBetween";
            value: [
                number | string,
                number | string
            ];
        } | {
            /** @enum {string} */
            operator: "onDay" | "notOnDay";
            value: string;
        } | {
            /** @enum {string} */
            operator: "empty" | "notEmpty";
        };
        /**
         * @description What happens to an event that does not keep to its definition.
         * @enum {string}
         */
        Enforcement: "flag" | "omit" | "quarantine" | "block";
        /** @description treatment - holdout. */
        Estimate: {
            difference: number;
            high: number | null;
            low: number | null;
        };
        /** @description An event of the data dictionary: what it carries, and what happens to one that carries something else. */
        EventDefinition: {
            description?: components["schemas"]["Text"];
            enforcement?: components["schemas"]["Enforcement"] | {
                default: components["schemas"]["Enforcement"];
                sources: {
                    [key: string]: components["schemas"]["Enforcement"];
                };
            };
            expected?: components["schemas"]["ExpectedVolume"][];
            id: string;
            /** @constant */
            kind: "event";
            lateAfter?: components["schemas"]["Duration"];
            name: components["schemas"]["Text"];
            owner?: string;
            properties?: {
                [key: string]: components["schemas"]["Property"];
            };
            unplanned?: "allow" | components["schemas"]["Enforcement"];
        };
        EventEvidence: {
            /** @description As in the row: when a fact became true, or the log took the event. */
            at: number;
            /** @description Id that the customer had at the time. */
            customer: string;
            event: string;
            id: string;
            messageId: string;
            position: number;
            /** @description Those that the journey reads, of a purchase order and revenue; all of an event of which nothing is read. */
            properties: {
                [key: string]: unknown;
            };
            source: string;
            /** @constant */
            table: "events";
            time: number;
        };
        /** @description An event as it arrives, by exact name and properties. */
        EventMatch: {
            event: string;
            where?: components["schemas"]["Condition"];
        };
        EventQuality: {
            counts: {
                duplicate: number;
                events: number;
                invalid: number;
                late: number;
                missing: number;
                range: number;
                refused: number;
                unplanned: number;
            };
            event: string;
            /** @description Of the hour that was judged; undefined where none had events enough. */
            hour?: number;
            measurements: components["schemas"]["Measurement"][];
            source: string;
        };
        /** @description Of a source and event: counts, and the shares of what is at fault, 0 to 1; no shares where there were too few events. */
        EventQualityRow: {
            event: string;
            events: number;
            rates?: {
                duplicate: number;
                invalid: number;
                late: number;
                missing: number;
                range: number;
                refused: number;
                unplanned: number;
            };
            source: string;
        };
        EventsMeasure: {
            /** @description When the warehouse was asked, ms: equal questions within half a minute have one answer. */
            asOf: number;
            /** @description The most frequent first. */
            events: {
                count: number;
                event: string;
            }[];
        };
        /** @description A row of the warehouse, `partition-seq`, and the log entry (`position`) that led to it. */
        Evidence: components["schemas"]["FactEvidence"] | components["schemas"]["EventEvidence"];
        /** @description How many events should come within a time; fewer is an alert. */
        ExpectedVolume: {
            atLeast: number;
            per: components["schemas"]["Duration"];
            source?: string;
        };
        /** @description How long after its decision a message of the class may still be handed over. Default: marketing 24h, service 72h, transactional 7d. */
        Expiry: {
            marketing?: components["schemas"]["Duration"];
            service?: components["schemas"]["Duration"];
            transactional?: components["schemas"]["Duration"];
        };
        Explanation: {
            absorbed: string[];
            /** @description The instant on the log's clock for which this holds, and the position of the log. */
            at: number;
            /** @description Id that the customer has today, and those of profiles it has taken in. */
            customer: string;
            /** @description When no message was asked about: the journey asked for, or all, by id. */
            journeys?: components["schemas"]["JourneyExplanation"][];
            /** @description When a message was asked about. */
            message?: components["schemas"]["MessageExplanation"];
            position: number;
            release: number;
            /** @description In which people read its times. */
            timeZone: string;
        };
        /** @description Arithmetic over traits, on decimals with four places. */
        Expression: {
            trait: string;
        } | {
            literal: string | number | boolean;
        } | {
            args: [
                components["schemas"]["Expression"],
                components["schemas"]["Expression"]
            ];
            /** @enum {string} */
            op: "add" | "subtract" | "multiply" | "divide" | "min" | "max";
        } | {
            args: components["schemas"]["Expression"][];
            /** @enum {string} */
            op: "coalesce" | "concat";
        } | {
            cases: {
                is: string | number | boolean;
                then: components["schemas"]["Expression"];
            }[];
            of: components["schemas"]["Expression"];
            /** @constant */
            op: "switch";
            otherwise: components["schemas"]["Expression"];
        } | {
            args: [
                components["schemas"]["Expression"]
            ];
            /** @enum {string} */
            op: "round" | "floor" | "ceil";
            places?: number;
        } | {
            args: [
                components["schemas"]["Expression"]
            ];
            /** @enum {string} */
            op: "abs" | "lower" | "length" | "age";
        } | {
            args: [
                components["schemas"]["Expression"],
                components["schemas"]["Expression"]
            ];
            /** @enum {string} */
            op: "modulo" | "includes";
        } | {
            args: [
                components["schemas"]["Expression"]
            ];
            length?: number;
            /** @constant */
            op: "substring";
            start: number;
        } | {
            args: [
                components["schemas"]["Expression"]
            ];
            /** @constant */
            op: "date_part";
            /** @enum {string} */
            part: "year" | "quarter" | "month" | "day" | "weekday" | "hour" | "minute";
        } | {
            args: [
                components["schemas"]["Expression"]
            ];
            calendar?: boolean;
            /** @constant */
            op: "elapsed";
            /** @enum {string} */
            unit?: "minute" | "hour" | "day" | "week";
        } | {
            args: [
                components["schemas"]["Expression"],
                components["schemas"]["Expression"]
            ];
            /** @constant */
            op: "compare";
            /** @enum {string} */
            operator: "=" | "!=" | "<" | "<=" | ">" | ">=";
        } | {
            /** @constant */
            op: "if";
            otherwise: components["schemas"]["Expression"];
            then: components["schemas"]["Expression"];
            when: components["schemas"]["Condition"];
        };
        FactEvidence: {
            action: string;
            /** @description As in the row: when a fact became true, or the log took the event. */
            at: number;
            /** @description Id that the customer had at the time. */
            customer: string;
            /** @description As the fact has it. */
            detail: {
                [key: string]: unknown;
            };
            id: string;
            journey?: string;
            kind: string;
            name: string;
            position: number;
            step?: string;
            subject?: string;
            /** @constant */
            table: "facts";
            version: number;
        };
        /** @description Why a request was not answered. */
        Failure: {
            /** @description See the catalogue of errors. */
            code: string;
            /** @description What is wrong, and how to fix it. */
            reason: string;
        };
        /** @description What is done instead of the step while its guardrail is broken: skip it, go on with a later step, or (of a send) send in another way. probe: the share that takes it all the same; default 0.05. */
        Fallback: {
            probe?: number;
            /** @constant */
            skip: true;
        } | {
            probe?: number;
            step: string;
        } | {
            channel: string;
            probe?: number;
            template: string;
            variant?: string;
        };
        /** @description How many merges into one profile within a time are believed; beyond it none is made. */
        FanIn: {
            max: number;
            per: components["schemas"]["Duration"];
        };
        /** @description One field that differs. */
        FieldChange: {
            /** @description E.g. `subject`, `locales.zh.body`, `variants.short.body`. */
            field: string;
            words: components["schemas"]["Words"][];
        };
        /** @description What a guardrail says. */
        Finding: {
            evidence: components["schemas"]["GuardrailEvidence"];
            guardrail: components["schemas"]["Guardrail"];
            /** @description Of which journey; absent: of all together. */
            journey?: string;
            /** @enum {string} */
            verdict: "safe" | "breached" | "undecided";
        };
        /** @description How many would get it, and what keeps it from the others. */
        Forecast: {
            /** @description Of how many of them it was asked: all, or that many drawn ones. */
            asked: number;
            /** @description Ms. */
            at: number;
            members: number;
            segment: string;
            /** @description Of those asked; the most frequent first. */
            verdicts: {
                customers: number;
                rule: string;
                /** @enum {string} */
                verdict: "send" | "defer" | "suppress";
            }[];
        };
        FoundCustomer: {
            customer: string;
            identifiers: components["schemas"]["Identifier"][];
            /** @description By which it was found. */
            matched: components["schemas"]["Identifier"];
        };
        FoundCustomers: {
            customers: components["schemas"]["FoundCustomer"][];
            /** @description `before` or `after` of the next page; absent on the last one. */
            next?: string;
        };
        /** @description At most so many messages per customer and window: rolling, or a calendar period of the customer. */
        FrequencyCap: {
            channel?: string;
            classes: ("marketing" | "service" | "transactional")[];
            id: string;
            max: number;
            per: components["schemas"]["Duration"] | {
                /** @enum {string} */
                this: "day" | "week" | "month" | "quarter" | "year";
            };
            purpose?: string;
        };
        /** @description How old what a tag rests on is. Of tags that may expire; of the others nothing is kept that would tell. Ms. */
        Freshness: {
            /** @description Age of the latest event, over those drawn who hold the tag: the middle one, and the oldest. */
            medianMs?: number;
            oldestMs?: number;
            /** @description Who holds it though it should have expired (T2). */
            overdue: number;
            /** @description Of these: whose latest event is older than the expiry, so that the tag holds for none of them. */
            stale?: components["schemas"]["TagShare"];
            /** @description Of those drawn: who has been touched by an event that the rule reads. */
            touched: components["schemas"]["TagShare"];
        };
        FunnelMeasure: {
            /** @description When the warehouse was asked, ms: equal questions within half a minute have one answer. */
            asOf: number;
            /** @description `YYYY-MM-DD`, in the time zone. */
            from: string;
            /** @description Whether some who entered still have time to finish. */
            isOpen: boolean;
            steps: {
                /** @description Who came at least this far, in order and within the window. */
                customers: number;
                event: string;
            }[];
            timeZone: string;
            /** @description Included. */
            to: string;
            windowDays: number;
        };
        GroupDay: {
            /** @description In the workspace’s time zone, e.g. `2026-05-01`. */
            day: string;
            entered: number;
            left: number;
            /** @description At its end, or now. */
            size: number;
        };
        GroupHistory: {
            /** @description Every day, the first first. */
            days: components["schemas"]["GroupDay"][];
        };
        /** @description How one set of rules has gone through the history. */
        Grouping: {
            blocked: number;
            /** @description Identifiers left out of events, by reason: a limit, a cap, `fan_in`, or blocked. */
            dropped: number;
            merges: number;
            /** @description Profiles that hold an identifier. */
            profiles: number;
            quarantined: number;
            /** @description Events that no identifier could be used of. */
            unidentified: number;
        };
        GroupMember: {
            customer: string;
            /** @description Masked where you see personal data masked. */
            identifiers: components["schemas"]["Identifier"][];
            /** @description Ms since 1970 UTC. */
            since: number;
        };
        GroupMembers: {
            members: components["schemas"]["GroupMember"][];
            /** @description `before` or `after` of the next page; absent on the last one. */
            next?: string;
        };
        GroupReview: {
            /** @enum {string} */
            action: "added" | "changed" | "removed";
            id: string;
            /** @enum {string} */
            kind: "segment" | "tag";
            /** @description Who is in it now; absent of what is new: `volano preview` counts it. */
            members?: number;
        };
        GroupRow: {
            /** @description When somebody last came or went, ms; absent: never. */
            changedAt?: number;
            /** @description Members now less those of seven days ago. */
            growth7d: number;
            id: string;
            /** @enum {string} */
            kind: "segment" | "tag";
            members: number;
            name: components["schemas"]["Text"];
            /** @description Share of the members, 0 to 1, that a channel is open to, by guard's own rules; of at most 200 drawn ones. Absent of nobody. */
            reachable?: number;
            /**
             * @description `preparing`: its past is being filled in; until then its earlier version, if there is one, is in force.
             * @enum {string}
             */
            state: "preparing" | "live";
            /** @description Definitions of the release that read it, as `kind.id`. */
            usedBy: string[];
            version: number;
        };
        Groups: {
            behind: number;
            /** @description Segments, then tags, each by id. */
            groups: components["schemas"]["GroupRow"][];
            /** @description Log position that the members are of, and entries that wait behind it. */
            position: number;
        };
        /** @description A share of those who came, and its bound (one of atMost, atLeast, noWorseBy): conversion, drop, stall, error or fatigue, over those who came within "window" and have had "within" of time. */
        Guardrail: {
            atLeast?: number;
            atMost?: number;
            /** @enum {string} */
            measure: "conversion" | "drop" | "stall" | "error" | "fatigue";
            minimum?: number;
            noWorseBy?: number;
            window?: components["schemas"]["Duration"];
            within?: components["schemas"]["Duration"];
        };
        /** @description What a verdict rests on. */
        GuardrailEvidence: {
            /** @description The share that may not be exceeded (`atMost`) or has to be reached (`atLeast`); of `noWorseBy` the difference. */
            bound: number;
            count: number;
            high: number;
            /** @enum {string} */
            kind: "atMost" | "atLeast" | "noWorseBy";
            level: number;
            low: number;
            /** @enum {string} */
            measure: "conversion" | "drop" | "stall" | "error" | "fatigue";
            minimum: number;
            of: number;
            /** @description Of `noWorseBy`: what it was compared with, and how much worse it is (positive is worse). */
            reference?: components["schemas"]["ShareEvidence"];
            value: number | null;
            worse?: components["schemas"]["Interval"];
        };
        /** @description Something that happened in a rehearsal: a fact, or of kind `act` what the script has the customer do. */
        Happening: {
            /** @description Of an act: `event`, `identify`, `consent`, `start`. */
            action: string;
            /** @description Virtual time, ms since 1970 UTC. */
            at: number;
            /** @description As the fact has it; of an act its properties or traits. */
            detail: {
                [key: string]: unknown;
            };
            journey?: string;
            kind: string;
            /** @description Of an act: the event, or the purpose. */
            name: string;
            step?: string;
            /** @description Of a message: its id. */
            subject?: string;
            version: number;
        };
        HealthReport: {
            /** @description Wall clock, ms. */
            at: number;
            /** @description Through what each channel goes; `capture` contacts nobody. */
            channels: components["schemas"]["ChannelRoute"][];
            diskFreeBytes: number;
            lagEntries: number;
            /** @description Ms since the oldest unprocessed entry was received; 0 when there is none. */
            oldestUnprocessedMs: number;
            parts: components["schemas"]["PartHealth"][];
            sinkLagRows: number;
            /** @enum {string} */
            status: "ok" | "degraded" | "stopped";
            version: string;
        };
        /** @description A tag that a customer holds. Times are ms. */
        HeldTag: {
            /** @description Tags held too that contradict it. Absent: none. */
            contradictedBy?: string[];
            /** @description Ms since 1970 UTC. */
            expiresAt?: number;
            id: string;
            /** @description Of a rule that is not told (T5): its inputs that have no value. */
            missing?: string[];
            owner?: string;
            /** @description Ms since 1970 UTC. */
            since: number;
            /** @description Of a tag that may expire: the time of the latest event that touched its rule, and until when it lasts unless one touches it before. */
            touchedAt?: number;
        };
        /** @description Of one hour of arrival, source and event. */
        HourCounts: {
            /** @description Came again and were ignored. */
            duplicate: number;
            event: string;
            events: number;
            /** @description Its beginning, ms UTC. */
            hour: number;
            invalid: number;
            late: number;
            /** @description Of the events: without a required property. */
            missing: number;
            range: number;
            /** @description Went to the quarantine. */
            refused: number;
            source: string;
            unplanned: number;
        };
        /** @description [namespace, value], e.g. ["user_id", "u-17"]. */
        Identifier: [
            string,
            string
        ];
        /** @description How a profile came to be. */
        IdentityHistory: {
            /** @description Customers that this one, or one that it has absorbed, was parted from. */
            apart: [
                string,
                string
            ][];
            customer: string;
            links: components["schemas"]["IdentityLink"][];
            /** @description In the order of the log. */
            merges: {
                /** @description Ms since 1970 UTC. */
                at: number;
                by?: string;
                /** @description Of an event: its name, source, message id. */
                event?: string;
                from: string;
                identifiers?: components["schemas"]["Identifier"][];
                into: string;
                message?: string;
                position: number;
                /**
                 * @description Staff has bound it, or taken it out of a profile; and who.
                 * @enum {string}
                 */
                said?: "bind" | "unbind";
                source?: string;
            }[];
        };
        /** @description The entry of the log that linked an identifier. `customer`: to whom it was linked first. */
        IdentityLink: {
            /** @description Ms since 1970 UTC. */
            at: number;
            by?: string;
            customer: string;
            /** @description Of an event: its name, source, message id. */
            event?: string;
            identifier: components["schemas"]["Identifier"];
            identifiers?: components["schemas"]["Identifier"][];
            message?: string;
            position: number;
            /**
             * @description Staff has bound it, or taken it out of a profile; and who.
             * @enum {string}
             */
            said?: "bind" | "unbind";
            source?: string;
        };
        IdentityPreviewProgress: {
            done: number;
            total: number;
        };
        /** @description A message as the customer's page sees it. Times are ms. */
        InboxItem: {
            /** @description Ms since 1970 UTC. */
            arrivedAt: number;
            body: string;
            channel: string;
            /** @description Ms since 1970 UTC. */
            expiresAt: number;
            /** @enum {string} */
            format: "html" | "text";
            id: string;
            image?: string;
            /** @description Addresses of http(s) only: anything else would run in the customer's page. */
            link?: string;
            read: boolean;
            title?: string;
        };
        InboxView: {
            /** @description The newest first. */
            messages: components["schemas"]["InboxItem"][];
            /** @description `before` of the next page, when there may be one. */
            next?: number;
            /** @description Of the newest 1,000. */
            unread: number;
        };
        /** @description A proposed event, with how often each property was there: what decides whether it is required. */
        InferredEvent: {
            definition: components["schemas"]["EventDefinition"];
            sampled: number;
            /** @description By path, 0 to 1; inside a list, of its elements. */
            shares: {
                [key: string]: number;
            };
        };
        Interval: {
            high: number;
            low: number;
        };
        /** @description What treated customers of a journey did, with or without a holdout: no effect by itself. */
        JourneyConversions: {
            conversion: components["schemas"]["Conversion"];
            converted: number;
            customers: number;
            journey: string;
            /** @description Treated ones whose window has not ended: not among `customers`. */
            pending: number;
            revenue: number;
            windowMs: number;
        };
        /** @description What a customer is led through, step by step, from a trigger to a goal. */
        JourneyDefinition: {
            description?: components["schemas"]["Text"];
            edits?: components["schemas"]["StepEdits"];
            exits?: (components["schemas"]["EventMatch"] | components["schemas"]["Condition"])[];
            goal?: components["schemas"]["EventMatch"] | components["schemas"]["Condition"];
            goalWithin?: components["schemas"]["Duration"];
            holdout?: number;
            id: string;
            key?: string;
            /** @constant */
            kind: "journey";
            kpi?: components["schemas"]["Kpi"];
            limits?: {
                concurrent?: number;
                cooldown?: components["schemas"]["Duration"];
                entriesPerDay?: number;
            };
            name: components["schemas"]["Text"];
            /** @enum {string} */
            priority?: "exempt" | "high" | "normal" | "low";
            reentry: ("once" | "always") | {
                after: components["schemas"]["Duration"];
            };
            rollout?: components["schemas"]["Rollout"];
            /** @enum {string} */
            stage: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            steps: components["schemas"]["Step"][];
            trigger: {
                event: string;
                maxAge?: components["schemas"]["Duration"];
                /** @constant */
                type: "event";
                where?: components["schemas"]["Condition"];
            } | {
                /** @enum {string} */
                on?: "enter" | "exit";
                segment: string;
                /** @constant */
                type: "segment";
            } | {
                at: string;
                daysBefore?: number;
                /** @enum {string} */
                every: "once" | "year";
                /** @enum {string} */
                on: "day" | "month";
                trait: string;
                /** @constant */
                type: "date";
            } | {
                at: string;
                date?: string;
                day?: number;
                /** @enum {string} */
                every?: "day" | "week" | "month";
                from?: string;
                rule?: string;
                segment?: string;
                /** @constant */
                type: "schedule";
                weekday?: number;
            } | {
                /** @constant */
                type: "start";
            };
            value?: number | {
                trait: string;
            };
            when?: components["schemas"]["Condition"];
        };
        JourneyDetail: {
            completed: number;
            converted: number;
            entered: number;
            exited: number;
            /** @description How many, by rule: a goal that ended the way at a step, an exit, a release that moved them. */
            exitedBy: {
                [key: string]: number;
            };
            failed: number;
            /** @description How many, by rule. */
            failedBy: {
                [key: string]: number;
            };
            isLive: boolean;
            journey: string;
            name: components["schemas"]["Text"];
            versions: {
                completed: number;
                converted: number;
                entered: number;
                exited: number;
                /** @description How many, by rule: a goal that ended the way at a step, an exit, a release that moved them. */
                exitedBy: {
                    [key: string]: number;
                };
                failed: number;
                /** @description How many, by rule. */
                failedBy: {
                    [key: string]: number;
                };
                /** @description Whether customers may enter it. */
                isLive: boolean;
                /** @description Moved here from another version, by a release. */
                movedIn: number;
                movedOut: number;
                /** @description In reading order. */
                steps: components["schemas"]["StepFigures"][];
                version: number;
                /** @description Who is there now. */
                waiting: number;
            }[];
            /** @description Who is there now. */
            waiting: number;
            wrong: components["schemas"]["WrongFigures"][];
        };
        /** @description A journey as it is, its steps in reading order. */
        JourneyDiagnosis: {
            /** @description Ms since 1970 UTC. */
            at: number;
            journey: string;
            steps: components["schemas"]["StepDiagnosis"][];
        };
        /** @description What a release says about customers inside of a journey. */
        JourneyEdit: {
            journey: string;
            steps: {
                [key: string]: ("stay" | "move" | "exit") | {
                    moveTo: string;
                };
            };
            /** @description The version that they move to; 0: the release does not have the journey any more. */
            version: number;
        };
        JourneyEffect: {
            lift: components["schemas"]["JourneyLift"];
            /** @description About how many more it takes until the difference would show, if it is as large as it looks; null where that is not the question. */
            moreCustomers: number | null;
            /**
             * @description By revenue for each customer, adjusted for the time before.
             * @enum {string}
             */
            revenueVerdict: "better" | "worse" | "undecided" | "small" | "unequal";
            /**
             * @description By conversions. `unequal`: see sampleRatio; `small`: there is no interval yet; `undecided`: it holds 0.
             * @enum {string}
             */
            verdict: "better" | "worse" | "undecided" | "small" | "unequal";
        };
        JourneyExplanation: {
            /** @description When it could be entered again by its rule of re-entry; the rule alone when never. */
            again?: {
                /** @description Ms since 1970 UTC. */
                at?: number;
                /** @enum {string} */
                rule: "reentry.once" | "reentry.after";
            };
            /** @description How often it was entered. */
            entered: number;
            journey: string;
            /** @description Messages that it wanted to send, latest first, at most 20. */
            messages: components["schemas"]["MessageOutcome"][];
            /** @description Of the running release; missing for journeys that it does not have any more. */
            name?: components["schemas"]["Text"];
            /** @description Refusals since the latest entry, of which the latest is told. */
            refused?: components["schemas"]["Refused"];
            /** @description While the running release is about a rollout of it: on which side of it the customer is. */
            rollout?: components["schemas"]["RolloutTold"];
            /** @enum {string} */
            standing: "failed" | "completed" | "inside" | "converted" | "exited" | "refused" | "untriggered";
            /** @description Why there is no decision. */
            untriggered?: components["schemas"]["Untriggered"];
            /** @description While it is rolled out, the one that this customer enters. */
            version?: number;
            /** @description The latest way through it, the one under way first. */
            way?: components["schemas"]["Way"];
        };
        /** @description entered = waiting + completed + converted + exited + failed; of a version entered + movedIn = those + movedOut. */
        JourneyFigures: {
            completed: number;
            converted: number;
            entered: number;
            exited: number;
            /** @description How many, by rule: a goal that ended the way at a step, an exit, a release that moved them. */
            exitedBy: {
                [key: string]: number;
            };
            failed: number;
            /** @description How many, by rule. */
            failedBy: {
                [key: string]: number;
            };
            isLive: boolean;
            journey: string;
            name: components["schemas"]["Text"];
            /** @description The latest first. */
            versions: {
                completed: number;
                converted: number;
                entered: number;
                exited: number;
                /** @description How many, by rule: a goal that ended the way at a step, an exit, a release that moved them. */
                exitedBy: {
                    [key: string]: number;
                };
                failed: number;
                /** @description How many, by rule. */
                failedBy: {
                    [key: string]: number;
                };
                /** @description Whether customers may enter it. */
                isLive: boolean;
                /** @description Moved here from another version, by a release. */
                movedIn: number;
                movedOut: number;
                version: number;
                /** @description Who is there now. */
                waiting: number;
            }[];
            /** @description Who is there now. */
            waiting: number;
            wrong: components["schemas"]["WrongFigures"][];
        };
        JourneyLift: {
            conversion: components["schemas"]["Conversion"];
            /** @description Share of customers who convert. */
            conversionLift: components["schemas"]["Estimate"];
            /** @description Not measured: in the global control group; entered only while nobody was held out; window not ended. */
            globalControl: number;
            holdout: components["schemas"]["LiftArm"];
            journey: string;
            level: number;
            /** @description Of all in the two arms: assigned both ways before a merge, counted in the arm of the profile that carries on. */
            mixed: number;
            pending: number;
            /** @description Revenue per customer, in units of the currency: as it is, and with the revenue before the exposure taken out (CUPED). */
            revenueLift: components["schemas"]["Estimate"];
            revenueLiftAdjusted: components["schemas"]["AdjustedEstimate"];
            /** @description How likely so unequal arms are by chance; below 0.001 the assignment is not what it should be. Null when it cannot be said. */
            sampleRatio: number | null;
            treatment: components["schemas"]["LiftArm"];
            undrawn: number;
            windowMs: number;
        };
        JourneyPlace: {
            /** @description Ms since 1970 UTC. */
            enteredAt: number;
            holdout: boolean;
            journey: string;
            step: string;
            version: number;
            /** @description Ms since 1970 UTC. */
            waitsUntil?: number;
        };
        JourneyReview: {
            /** @enum {string} */
            action: "changed" | "removed";
            /** @description Instances inside, of all versions. */
            inside: number;
            journey: string;
            /** @description Where they are. */
            steps: components["schemas"]["StepReview"][];
        };
        JourneyRow: {
            /** @description entered - completed - converted - exited - failed. */
            active: number;
            completed: number;
            converted: number;
            entered: number;
            exited: number;
            failed: number;
            holdout: number;
            journey: string;
            /** @description Assignments made at entry. */
            treatment: number;
        };
        JourneyStarted: {
            messageId: string;
        };
        /** @description With what it comes to: of those judged, how many are right. */
        JudgedAccuracy: {
            accuracy: components["schemas"]["TagShare"];
            /** @description When the sheet was read back, ms by the wall clock. */
            at: number;
            right: number;
            /** @description Holders on the sheet, and those of whom somebody has said that the tag is right, or wrong. */
            rows: number;
            sheet: string;
            version: number;
            wrong: number;
        };
        /** @description By what the success of a journey is measured, and what is aimed at. */
        Kpi: {
            /** @enum {string} */
            metric: "conversion_rate" | "lift" | "click_rate" | "revenue_per_customer";
            target: number;
            within?: components["schemas"]["Duration"];
        };
        LastTouch: {
            /** @description Ms since 1970 UTC. */
            at: number;
            /** @description The step of a journey that said it. */
            by?: {
                journey: string;
                step: string;
            };
            event: string;
            message: string;
            /** @description In the log. */
            position: number;
            source: string;
            /** @description The trait that it touched, where that is another one. */
            through?: string;
            /** @description Of the event, and when it came, ms. */
            time: number;
        };
        LatencyMeasure: {
            /** @description When the warehouse was asked, ms: equal questions within half a minute have one answer. */
            asOf: number;
            /** @enum {string} */
            by: "day" | "week" | "month";
            /** @description `YYYY-MM-DD`, in the time zone. */
            from: string;
            /** @description From an event to the action that answers it. */
            promiseMs: number;
            rows: {
                /** @description First day of the row, by the decision. */
                day: string;
                latency: components["schemas"]["LatencyReport"];
            }[];
            timeZone: string;
            /** @description Included. */
            to: string;
            total: components["schemas"]["LatencyReport"];
        };
        /** @description From an event received to the hand-over of the message it led to, ms; null when there was none. */
        LatencyReport: {
            count: number;
            max: number | null;
            p50: number | null;
            p90: number | null;
            p99: number | null;
            /** @description How many took no more than the promised 4,000 ms. */
            withinPromise: number;
        };
        LatencySummary: {
            bounds: number[];
            count: number;
            counts: number[];
            max: number;
            p50?: number;
            p90?: number;
            p99?: number;
            promiseMs: number;
            sum: number;
            /** @description In [0, 1]; this and the quantiles (ms) are absent before the first message. */
            withinPromise?: number;
        };
        LatestEvent: {
            /** @description When the log took it, ms. */
            at: number;
            /** @description On arrival. */
            customer: string;
            event: string;
            /** @description `partition-seq`. */
            id: string;
            /** @description How many of its values do not keep to the data dictionary. */
            problems: number;
            source: string;
            /** @description When it happened, ms. */
            time: number;
        };
        /** @description Why a candidate is left out: a rule as in verdicts, or `condition`, `limit`, `customer.unknown`, or what the caller says. */
        LeftOut: {
            read: {
                [key: string]: unknown;
            };
            rule: string;
        };
        /** @description One arm. Revenue in units of the currency. */
        LiftArm: {
            converted: number;
            customers: number;
            revenue: number;
        };
        LiftMeasure: {
            /** @description When the warehouse was asked, ms: equal questions within half a minute have one answer. */
            asOf: number;
            /** @description ISO 4217, of all money, which is in its units. */
            currency: string;
            journeys: components["schemas"]["JourneyEffect"][];
            /** @description Of each interval, so that all of them together hold at 95 % (Bonferroni). */
            level: number;
        };
        Lineage: {
            customer: string;
            /** @description Of all traits of the running release, or of those asked for. */
            traits: components["schemas"]["TraitLineage"][];
        };
        /** @description One thing that a lint has found. */
        LintFinding: {
            /**
             * @description An error that nobody can accept.
             * @constant
             */
            final?: true;
            id: string;
            kind: components["schemas"]["DefinitionKind"];
            /** @description Id of the lint. */
            lint: string;
            /** @description Where in the definition, as `steps[0].arms`; '' for the whole of it. */
            path: string;
            /** @enum {string} */
            severity: "error" | "warning";
            /** @description What is wrong, and what to do. */
            text: components["schemas"]["Text"];
        };
        ListedChange: {
            /** @enum {string} */
            action: "new" | "changed" | "removed";
            /** @description Ms since 1970 UTC. */
            at: number;
            /** @description Id of the member, or of the service’s token; `operator` where nobody has to sign in. */
            by: string;
            /** @description Name of the member. */
            byName?: string;
            id: string;
            kind: components["schemas"]["DefinitionKind"];
            /** @description Of the definition; its id where it has none yet. */
            name: components["schemas"]["Text"];
            /** @description Number of the release that its maker has seen; 0 before the first. */
            on: number;
            /** @description Whether a release after `on` has changed the same definition: save it again with the newest release in `on`, or discard it. */
            overtaken: boolean;
            /** @description How many. */
            problems: number;
            /** @description Another one with each save. To be sent with the next one; 0: there is no change (any more). */
            revision: number;
        };
        /** @description Somebody who signs in, and when it was there. */
        ListedMember: {
            createdAt: number;
            createdBy: string;
            /** @description Classes of data that are shown whole to who may see personal data; absent: `personal`. */
            dataClasses?: ("none" | "pseudonymous" | "personal" | "sensitive")[];
            email: string;
            /** @description Made of the e-mail address; never changes. */
            id: string;
            /** @enum {string} */
            language?: "en" | "zh";
            name: string;
            roles: ("owner" | "data_steward" | "journey_designer" | "rules_engineer" | "content_creator" | "channel_operator" | "analyst" | "advisor" | "service_agent" | "compliance_reviewer" | "executive")[];
            /** @description Absent: all customers. */
            scope?: components["schemas"]["DataScope"];
            /** @description To the minute; absent: never yet. */
            seenAt?: number;
            /** @enum {string} */
            state: "invited" | "active" | "disabled";
            /** @description The tags that are shown; absent: all. */
            tags?: string[];
        };
        /** @description What the live feed sends once a second. */
        LiveUpdate: {
            counters: components["schemas"]["Counters"];
            /** @description Texts in English; clients have their own by `code`. */
            health: {
                parts: components["schemas"]["PartHealth"][];
                /** @enum {string} */
                status: "ok" | "degraded" | "stopped";
            };
            latest: components["schemas"]["TraceStep"][];
        };
        MadeRelease: {
            approvedBy?: string;
            approver?: components["schemas"]["Maker"];
            /** @description `at` of its entry, ms; absent where it is not known. */
            at?: number;
            /** @description The release whose definitions it has again. */
            backTo?: number;
            /** @description Ids of who proposed and who approved it. */
            by?: string;
            /** @description Definitions whose version it raised. */
            changed: number;
            definitions: number;
            /** @description Who proposed it. */
            maker: components["schemas"]["Maker"];
            note?: string;
            number: number;
        };
        MailPreview: {
            body: string;
            /** @enum {string} */
            format: "html" | "text";
            from?: {
                address: string;
                name: string;
            };
            /** @description The line that mail programs show after the subject. */
            line?: string;
            subject?: string;
            to?: string;
            /** @constant */
            type: "email";
        };
        Maker: {
            id: string;
            /**
             * @description `token`: of a service. `other`: neither a member nor a token (any more); its name is its id.
             * @enum {string}
             */
            kind: "member" | "token" | "other";
            name: string;
        } | {
            /**
             * @description Nobody is named: a command on the machine, or the admin token.
             * @constant
             */
            kind: "operator";
        };
        /** @description One thing measured. */
        Measurement: {
            /** @description Raises an alert, or keeps one up (Q3). */
            breached: boolean;
            /** @description '' of a source as a whole. */
            event: string;
            /** @enum {string} */
            measure: "score" | "refused" | "missing" | "range" | "unplanned" | "invalid" | "late" | "duplicate" | "volume" | "expected";
            source: string;
            threshold: number;
            value: number;
            z?: number;
        };
        /** @description Somebody who signs in. */
        Member: {
            createdAt: number;
            createdBy: string;
            /** @description Classes of data that are shown whole to who may see personal data; absent: `personal`. */
            dataClasses?: ("none" | "pseudonymous" | "personal" | "sensitive")[];
            email: string;
            /** @description Made of the e-mail address; never changes. */
            id: string;
            /** @enum {string} */
            language?: "en" | "zh";
            name: string;
            roles: ("owner" | "data_steward" | "journey_designer" | "rules_engineer" | "content_creator" | "channel_operator" | "analyst" | "advisor" | "service_agent" | "compliance_reviewer" | "executive")[];
            /** @description Absent: all customers. */
            scope?: components["schemas"]["DataScope"];
            /** @enum {string} */
            state: "invited" | "active" | "disabled";
            /** @description The tags that are shown; absent: all. */
            tags?: string[];
        };
        MessageExplanation: {
            chain: components["schemas"]["ChainLink"][];
            channel: string;
            /** @description The fact that decided the status. */
            evidence: components["schemas"]["FactEvidence"];
            instance: string;
            journey: string;
            journeyName?: components["schemas"]["Text"];
            journeyVersion: number;
            message: string;
            purpose: string;
            /** @description Any JSON. */
            read: unknown;
            /** @description What decided the status: guard's rule, or of a failure what the channel said. */
            rule: string;
            /** @enum {string} */
            status: "waiting" | "sent" | "failed" | "withdrawn" | "suppressed" | "deferred";
            step: string;
            template: string;
            /** @description Until when a deferral waits. */
            until?: number;
        };
        /** @description What became of one message that a journey wanted to send. */
        MessageOutcome: {
            channel: string;
            /** @description The fact that decided the status. */
            evidence: components["schemas"]["FactEvidence"];
            journey: string;
            message: string;
            purpose: string;
            /** @description Any JSON. */
            read: unknown;
            /** @description What decided the status: guard's rule, or of a failure what the channel said. */
            rule: string;
            /** @enum {string} */
            status: "waiting" | "sent" | "failed" | "withdrawn" | "suppressed" | "deferred";
            step: string;
            template: string;
            /** @description Until when a deferral waits. */
            until?: number;
        };
        MessagesMeasure: {
            /** @description When the warehouse was asked, ms: equal questions within half a minute have one answer. */
            asOf: number;
            /** @description Of messages decided in these days. */
            channels: components["schemas"]["ChannelRow"][];
            /** @description `YYYY-MM-DD`, in the time zone. */
            from: string;
            /** @description Why messages were not sent, most frequent first; of failed ones the beginning of the reason. */
            refusals: {
                count: number;
                /** @enum {string} */
                outcome: "defer" | "suppress" | "withdrawn" | "failed";
                rule: string;
            }[];
            timeZone: string;
            /** @description Included. */
            to: string;
            /** @description What guard said; a deferred message is asked again and counts again. */
            verdicts: {
                defer: number;
                send: number;
                suppress: number;
            };
        };
        MessagesReport: {
            decided: number;
            failed: number;
            sent: number;
            /** @description What guard said, most frequent first. */
            verdicts: {
                count: number;
                rule: string;
                verdict: string;
            }[];
            /** @description Not handed over, because something spoke against it by then: by rule, most frequent first. */
            withdrawn: {
                count: number;
                rule: string;
            }[];
        };
        /** @description A message that was decided, through whichever channel, as its receipts have it. Wall clocks in ms, except `at`. */
        MessageState: {
            /** @description Of the decision, in the engine's time. */
            at: number;
            /** @description Through what the channel goes at present: `capture`, `in_app`, `smtp`, ... */
            carrier: string;
            channel: string;
            /** @description Id that the customer had at the decision. */
            customer: string;
            /** @description Of those sent. */
            decidedAt?: number;
            /** @description Ms since 1970 UTC. */
            dispatchedAt?: number;
            journey: string;
            message: string;
            /** @description Why it failed or was withdrawn. */
            reason?: string;
            /** @description When the event came that led to it; 0 when time alone did. */
            receivedAt: number;
            /** @description What came back, each once, in order: delivered, opened, clicked, replied, bounced, unsubscribed, complained. */
            returned: string[];
            /** @enum {string} */
            status: "waiting" | "sent" | "failed" | "withdrawn";
            step: string;
            template: string;
        };
        /** @description An item that a model knows. */
        ModelItem: {
            category?: string;
            /** @description Median time between two purchases of it by one customer, ms. */
            cycleMs?: number;
            /** @description What templates print of it. */
            fields?: {
                [key: string]: unknown;
            };
            id: string;
            /**
             * @description It is not in stock.
             * @constant
             */
            out?: true;
            /** @description Decayed number of baskets that it is in. */
            popularity: number;
            /** @description Items that go with it and how well (0 to 1), best first. */
            with: [
                string,
                number
            ][];
        };
        MonthRow: {
            buyers: number;
            /** @description `YYYY-MM`. An order belongs to the month of its first line. */
            month: string;
            orders: number;
            revenue: number;
        };
        MoveRow: {
            customers: number;
            /** @description Null: they left none before, or entered none after, within these days. */
            segment: string | null;
        };
        /** @description A kind of identifier. Priority 1 is the strongest; limit is how many values one profile may hold, or gain within "per"; with merges false its values never join profiles. */
        NamespaceDefinition: {
            blocked?: string[];
            blockedPatterns?: components["schemas"]["Pattern"][];
            id: string;
            /** @constant */
            kind: "namespace";
            limit: number;
            merges?: boolean;
            name: components["schemas"]["Text"];
            per?: components["schemas"]["Duration"];
            priority: number;
        };
        /** @description Shown this once. */
        OneTimeLink: {
            expiresAt: number;
            /** @description Of the page that opens it; the secret stands behind the #. */
            path: string;
        };
        /** @description `stale`: what has happened since, for which it will be withdrawn. */
        OpenMessage: {
            channel: string;
            journey: string;
            /** @description Idempotency key of the message. */
            message: string;
            messageClass: string;
            purpose: string;
            stale?: components["schemas"]["Closed"];
            step: string;
        };
        OutboxPage: {
            counts: components["schemas"]["CaptureCounts"];
            messages: components["schemas"]["OutboxRow"][];
            /** @description Absent on the last page. */
            next?: number;
        };
        /** @description A captured message without its body. */
        OutboxRow: {
            /** @description Of the decision, in the engine's time, ms. */
            at: number;
            /** @description Wall clock, ms. */
            capturedAt: number;
            channel: string;
            customer: string;
            journey: string;
            message: string;
            number: number;
            step: string;
            subject: string;
            template: string;
            templateVersion: number;
            /**
             * @description Of the channel, when a release defines it.
             * @enum {string}
             */
            type?: "email" | "sms" | "push" | "in_app" | "webhook" | "wecom_task" | "mp_subscription";
        };
        /** @description With a released segment or tag. */
        Overlap: {
            both: number;
            id: string;
            /** @description Of those in either; 0 when nobody is. */
            jaccard: number;
            /** @enum {string} */
            kind: "segment" | "tag";
            members: number;
        };
        OwnSession: {
            address: string;
            /** @description The browser, as it names itself. */
            agent: string;
            createdAt: number;
            /** @description The one that asks. */
            current: boolean;
            id: string;
            /** @description To the minute. */
            seenAt: number;
            /**
             * @description How it began.
             * @enum {string}
             */
            way: "password" | "link" | "oidc";
        };
        /** @description A property of the later event compared with one of the earlier event; by default they are equal. */
        PairMatch: {
            earlier: string;
            later: string;
            /** @enum {string} */
            operator?: "=" | "!=" | "<" | "<=" | ">" | ">=";
        };
        /** @description A customer as it is, or would be. */
        PartedCustomer: {
            customer: string;
            /** @description Of how many events. */
            events: number;
            identifiers: components["schemas"]["Identifier"][];
            /** @description Of the instances that are active. */
            journeys: string[];
            segments: string[];
            tags: string[];
            /** @description By trait id; times are ms. */
            traits: {
                [key: string]: unknown;
            };
        };
        PartHealth: {
            action: string;
            /** @enum {string} */
            code: "log_ok" | "log_refuses" | "engine_ok" | "engine_behind" | "engine_stalled" | "engine_failed" | "sink_ok" | "sink_behind" | "sink_stalled" | "sink_failed" | "delivery_ok" | "delivery_behind" | "delivery_failing" | "delivery_channel_down" | "delivery_receipts_refused" | "release_ok" | "release_preparing" | "release_failed" | "journeys_ok" | "journeys_wrong" | "disk_ok" | "disk_low" | "disk_full";
            /** @description Numbers and words that the texts of the code name. */
            detail: {
                [key: string]: string | number;
            };
            message: string;
            /** @enum {string} */
            part: "log" | "engine" | "sink" | "delivery" | "release" | "journeys" | "disk";
            /** @enum {string} */
            state: "ok" | "degraded" | "stopped";
        };
        /** @description A regular expression (RE2). It matches anywhere in a text; "^" and "$" bind it to the ends. */
        Pattern: string;
        Permission: {
            /** @enum {string} */
            id: "self" | "overview.read" | "reports.read" | "customers.read" | "customers.personal" | "customers.identity" | "messages.read" | "messages.redeliver" | "messages.test" | "inbox.issue" | "segments.read" | "segments.write" | "tags.read" | "tags.write" | "tags.audit" | "traits.write" | "dictionary.read" | "dictionary.write" | "journeys.read" | "journeys.write" | "journeys.start" | "journeys.reroute" | "calendar.read" | "content.read" | "content.preview" | "content.write" | "content.approve" | "channels.write" | "policies.write" | "benefits.read" | "benefits.write" | "recommendations.read" | "decide" | "quality.read" | "quarantine.read" | "quarantine.replay" | "quarantine.drop" | "releases.read" | "releases.write" | "releases.approve" | "releases.reject" | "releases.rollback" | "releases.rollout" | "backup.read" | "backup.take" | "system.read" | "settings.sources" | "settings.workspace" | "settings.members" | "settings.tokens" | "audit.read";
            name: components["schemas"]["Text"];
        };
        /** @description A place for which POST /v1/decide chooses what a customer sees. */
        PlacementDefinition: {
            candidates: {
                fields?: {
                    [key: string]: components["schemas"]["PlainValue"];
                };
                id: string;
                limit?: {
                    max: number;
                    per: components["schemas"]["Duration"];
                };
                name: components["schemas"]["Text"];
                /** @enum {string} */
                priority?: "high" | "normal" | "low";
                purpose?: string;
                recommend?: string;
                since?: {
                    trait: string;
                };
                template?: string;
                value?: number | {
                    trait: string;
                };
                when?: components["schemas"]["Condition"];
            }[];
            channel?: string;
            fallback?: {
                fields?: {
                    [key: string]: components["schemas"]["PlainValue"];
                };
                recommend?: string;
                template?: string;
            };
            id: string;
            /** @constant */
            kind: "placement";
            /** @enum {string} */
            messageClass?: "marketing" | "service" | "transactional";
            name: components["schemas"]["Text"];
            purpose?: string;
        };
        /** @description Any JSON. */
        PlainValue: unknown;
        /** @description A practice that has proved itself, to be taken into the project. */
        Playbook: {
            /** @description What whoever takes it should look at. */
            adapt: components["schemas"]["Text"];
            /** @description All that it consists of, whether or not it is there already. */
            brings: {
                id: string;
                kind: components["schemas"]["DefinitionKind"];
                name: components["schemas"]["Text"];
            }[];
            /** @description Whether a journey of it is there already. */
            has: boolean;
            id: string;
            /** @description What its journeys aim at. */
            kpis: components["schemas"]["PlaybookKpi"][];
            lacks: components["schemas"]["PlaybookLacks"];
            name: components["schemas"]["Text"];
            needs: components["schemas"]["PlaybookNeeds"];
            /** @description Where its lift was measured. */
            results?: components["schemas"]["PlaybookResult"][];
            /** @description Of its journeys. */
            stages: ("acquire" | "activate" | "retain" | "repurchase" | "advocate")[];
            /** @description When it acts, and what it does. */
            summary: components["schemas"]["Text"];
        };
        PlaybookKpi: {
            journey: string;
            /** @enum {string} */
            metric: "conversion_rate" | "lift" | "click_rate" | "revenue_per_customer";
            /** @description A share, or an amount of money. */
            target: number;
            /** @description How long after entry it counts; default 30d. */
            within?: string;
        };
        /** @description What of it the newest release with its unpublished changes does not have. */
        PlaybookLacks: {
            /** @description One of each list is needed; without it the playbook cannot be put. */
            channels: ("email" | "sms" | "push" | "in_app" | "webhook" | "wecom_task" | "mp_subscription")[][];
            /** @description Neither in the dictionary nor read by anything: they may never have come. */
            events: string[];
            /** @description There is no purpose; without one the playbook cannot be put. */
            purposes: boolean;
            /** @description The playbook defines them, and a source has to tell them. */
            traits: string[];
        };
        PlaybookNeeds: {
            /** @description Names of events that it reads. */
            events: string[];
            /** @description Ids of its journeys. */
            journeys: string[];
            /** @description Its messages, and by which types of channel each may go. */
            messages: {
                /** @enum {string} */
                kind: "offer" | "care";
                template: string;
                ways: ("email" | "sms" | "push" | "in_app" | "webhook" | "wecom_task" | "mp_subscription")[];
            }[];
            /** @description Ids of traits that a source has to tell. */
            traits: string[];
        };
        PlaybookPlan: {
            /** @description Journeys that are there and differ: with them the playbook cannot be put. */
            clashes: string[];
            definitions: {
                id: string;
                kind: components["schemas"]["DefinitionKind"];
                name: components["schemas"]["Text"];
                /**
                 * @description `yours`: there is another one of that name, which stays as it is.
                 * @enum {string}
                 */
                state: "new" | "same" | "yours";
            }[];
            lacks: components["schemas"]["PlaybookLacks"];
            playbook: string;
        };
        PlaybookResult: {
            heldOut: number;
            journey: string;
            kpi?: {
                /** @enum {string} */
                metric: "conversion_rate" | "lift" | "click_rate" | "revenue_per_customer";
                target: number;
                value: number | null;
            };
            /** @description Difference of the shares of converted customers, treated less held-out, with its interval. */
            lift?: {
                estimate: number;
                high: number;
                low: number;
            };
            /** @description Date, e.g. `2026-01-05`. */
            measured: string;
            treated: number;
        };
        /** @description What guard enforces. One per project. */
        PolicyDefinition: {
            acceptedFrequency?: components["schemas"]["AcceptedFrequency"];
            arbitration?: components["schemas"]["Arbitration"];
            caps?: components["schemas"]["FrequencyCap"][];
            expiry?: components["schemas"]["Expiry"];
            globalControl?: number;
            /** @constant */
            id: "default";
            /** @constant */
            kind: "policy";
            quietHours?: components["schemas"]["QuietHours"];
            sensitiveWords?: components["schemas"]["SensitiveWords"][];
        };
        /** @description How the past is being brought. */
        PreparationStanding: {
            attempts: number;
            /** @description Customers whose past has been taken in. */
            customers: number;
            events: number;
            eventsAll: number;
            problem?: string;
            /** @description From 0 to 1, by events. */
            progress: number;
            /** @description Release with which the collecting began. */
            since: number;
            /** @enum {string} */
            step: "waiting" | "failed" | "reading";
        };
        Preview: {
            /** @description Instant of evaluation, ms, and the log position whose events count. */
            at: number;
            /** @description Who would be in it; of a trait: who would have it. */
            count: number;
            /** @description All there are. */
            customers: number;
            id: string;
            /** @enum {string} */
            kind: "segment" | "tag" | "trait";
            /** @description Of the customer asked for. */
            match?: {
                customer: string;
                /**
                 * @description `state`: all that it reads is kept; `events`: folded anew from the customer's events.
                 * @enum {string}
                 */
                from: "state" | "events";
                holds: boolean;
                identifiers: [
                    string,
                    string
                ][];
                /** @description What the condition read, by field. */
                read: {
                    [key: string]: unknown;
                };
                why: components["schemas"]["Reason"];
            };
            overlap?: components["schemas"]["Overlap"][];
            position: number;
            reach?: components["schemas"]["PreviewReach"];
            sample?: components["schemas"]["CustomerMatch"][];
            /** @description 0 to 1; 0 of nobody. */
            share: number;
        };
        /** @description By the rules that every message is asked, at this instant. */
        PreviewReach: {
            /** @description How many members were asked; fewer than there are: drawn by a hash of their ids, and the figures are estimates. */
            asked: number;
            channels: components["schemas"]["Reachable"][];
            isEstimate: boolean;
            /** @description For marketing messages. */
            purposes: components["schemas"]["Reachable"][];
        };
        /** @description Who asks, and what it may. */
        Principal: {
            /** @description To be sent in `x-volano-csrf` with what changes something; only of a session. */
            csrf?: string;
            /** @enum {string} */
            language?: "en" | "zh";
            /** @description Absent: the operator, or a service. */
            member?: {
                email: string;
                id: string;
                name: string;
            };
            permissions: ("self" | "overview.read" | "reports.read" | "customers.read" | "customers.personal" | "customers.identity" | "messages.read" | "messages.redeliver" | "messages.test" | "inbox.issue" | "segments.read" | "segments.write" | "tags.read" | "tags.write" | "tags.audit" | "traits.write" | "dictionary.read" | "dictionary.write" | "journeys.read" | "journeys.write" | "journeys.start" | "journeys.reroute" | "calendar.read" | "content.read" | "content.preview" | "content.write" | "content.approve" | "channels.write" | "policies.write" | "benefits.read" | "benefits.write" | "recommendations.read" | "decide" | "quality.read" | "quarantine.read" | "quarantine.replay" | "quarantine.drop" | "releases.read" | "releases.write" | "releases.approve" | "releases.reject" | "releases.rollback" | "releases.rollout" | "backup.read" | "backup.take" | "system.read" | "settings.sources" | "settings.workspace" | "settings.members" | "settings.tokens" | "audit.read")[];
            roles: ("owner" | "data_steward" | "journey_designer" | "rules_engineer" | "content_creator" | "channel_operator" | "analyst" | "advisor" | "service_agent" | "compliance_reviewer" | "executive")[];
            /**
             * @description There is no member yet: who makes the first one is its owner.
             * @constant
             */
            setup?: true;
            /**
             * @description Nobody asks: by what one comes in. `token`: the admin token.
             * @enum {string}
             */
            signIn?: "password" | "token";
        };
        /** @description Everything known about one customer. */
        Profile: {
            /** @description Ids of customers that were merged into this one. */
            absorbed: string[];
            /** @description How much of what the tags read of anybody is known. */
            completeness: components["schemas"]["Completeness"];
            consent: {
                granted: boolean;
                purpose: string;
            }[];
            customer: string;
            identifiers: [
                string,
                string
            ][];
            journeys: components["schemas"]["JourneyPlace"][];
            /** @description Log position at which this was true. */
            position: number;
            /** @description Which channels and purposes are open, how much of each cap is used, and whether it is night. */
            reach: components["schemas"]["Reach"];
            segments: {
                id: string;
                /** @description Ms since 1970 UTC. */
                since: number;
            }[];
            /** @description Messages that are decided and whose hand-over has not ended. */
            sends: components["schemas"]["OpenMessage"][];
            suppressed?: string;
            tags: components["schemas"]["HeldTag"][];
            /** @description By trait id; times are ms. */
            traits: {
                [key: string]: unknown;
            };
        };
        /** @description What a property of an event may hold. */
        Property: {
            allowed?: (string | number | boolean)[];
            currency?: string;
            /** @enum {string} */
            dataClass?: "none" | "pseudonymous" | "personal" | "sensitive";
            description?: components["schemas"]["Text"];
            enforcement?: components["schemas"]["Enforcement"];
            max?: number;
            min?: number;
            owner?: string;
            pattern?: components["schemas"]["Pattern"];
            purposes?: string[];
            required?: boolean;
            /** @enum {string} */
            type: "string" | "number" | "integer" | "boolean" | "time" | "list" | "object" | "any";
            unit?: string;
        };
        /** @description It waits for a second person, under this id. */
        Proposed: {
            draft: string;
        };
        /** @description What consent is asked for. opt_in: refused until granted; opt_out: allowed until withdrawn. */
        PurposeDefinition: {
            /** @enum {string} */
            basis: "opt_in" | "opt_out";
            id: string;
            /** @constant */
            kind: "purpose";
            name: components["schemas"]["Text"];
        };
        /** @description The quality of all data at a moment. */
        Quality: {
            /** @description Ms since 1970 UTC. */
            at: number;
            events: components["schemas"]["EventQuality"][];
            expected: components["schemas"]["Measurement"][];
            /** @description Everything measured that can raise an alert. */
            measurements: components["schemas"]["Measurement"][];
            sources: components["schemas"]["SourceQuality"][];
        };
        /** @description Of the data in the hour that was judged last. */
        QualityReport: {
            /** @description What is wrong: each has an alert, or will within the minute. */
            breaches: {
                /** @description '' of a source as a whole. */
                event: string;
                /** @enum {string} */
                measure: "score" | "refused" | "missing" | "range" | "unplanned" | "invalid" | "late" | "duplicate" | "volume" | "expected";
                source: string;
                threshold: number;
                value: number;
                z?: number;
            }[];
            events: components["schemas"]["EventQualityRow"][];
            /** @description Scores from 0 to 100; absent where there were too few events to judge. */
            sources: components["schemas"]["SourceQuality"][];
        };
        QuarantineCounts: {
            bytes: number;
            dropped: number;
            /** @description By source, event, code and field, the most frequent first. */
            groups: components["schemas"]["QuarantineGroup"][];
            /** @description Why this process's last write failed; undefined when it did not. */
            problem?: string;
            /** @description Records that are there now and not settled. */
            records: number;
            /** @description Records that made room for newer ones before they were settled (Q4). */
            removed: number;
            /** @description Records that were replayed, and dropped by hand, ever (Q5). */
            replayed: number;
            /** @description Records that are selected. */
            selected: number;
        };
        /** @description A call that was refused. */
        QuarantinedCall: {
            /** @description When it came, ms. */
            at: number;
            /** @description The call as it came, or the text of what could not be read. */
            call: string | {
                [key: string]: unknown;
            };
            code: string;
            event: string;
            field: string;
            id: string;
            messageId?: string;
            /** @description Why it was refused, in the language that `Accept-Language` prefers. */
            reason: string;
            source: string;
        };
        /** @description A call that was refused, and what has become of it. */
        QuarantinedCallShown: {
            /** @description When it came, ms. */
            at: number;
            /** @description The call as it came, or the text of what could not be read. */
            call: string | {
                [key: string]: unknown;
            };
            code: string;
            event: string;
            field: string;
            id: string;
            messageId?: string;
            /** @description Why it was refused, in the language that `Accept-Language` prefers. */
            reason: string;
            /** @enum {string} */
            settled?: "replayed" | "dropped";
            source: string;
        };
        QuarantineGroup: {
            code: string;
            count: number;
            event: string;
            field: string;
            /** @description Ms since 1970 UTC. */
            firstAt: number;
            /** @description Ms since 1970 UTC. */
            lastAt: number;
            /** @description Id of the latest, to look at. */
            sample: string;
            source: string;
        };
        Quiet: {
            classes: ("marketing" | "service" | "transactional")[];
            timezone: string;
            /** @description Ms. */
            until: number;
        };
        /** @description On the clock of the customer. Messages wait for their end, or do not go at all when that is longer than expireAfter (default: the expiry of the class). */
        QuietHours: {
            classes: ("marketing" | "service" | "transactional")[];
            expireAfter?: components["schemas"]["Duration"];
            from: string;
            to: string;
        };
        Reach: {
            /** @description Absent where the customer has named no limit. */
            accepted?: components["schemas"]["AcceptedUse"];
            caps: components["schemas"]["CapUse"][];
            /** @description Of every channel of the release, and those suppressed for the customer; by id. Open where nothing is said. */
            channels: {
                channel: string;
                closed?: components["schemas"]["Closed"];
            }[];
            /** @description Of every purpose of the release, for marketing and service messages. */
            purposes: {
                closed?: components["schemas"]["Closed"];
                purpose: string;
            }[];
            /** @description Absent by day. */
            quiet?: components["schemas"]["Quiet"];
        };
        Reachable: {
            id: string;
            reachable: number;
            /** @description The others by the rule that refuses. */
            refused: {
                [key: string]: number;
            };
        };
        ReadyList: {
            channels?: string[];
            /** @description Harmless phrases that hold a word. */
            except?: string[];
            id: string;
            /** @description Why, and what to write instead. */
            note?: components["schemas"]["Text"];
            /** @enum {string} */
            severity: "block" | "review" | "warn";
            words: string[];
        };
        ReadyReport: {
            ready: boolean;
            reasons: {
                /** @enum {string} */
                code: "log_ok" | "log_refuses" | "engine_ok" | "engine_behind" | "engine_stalled" | "engine_failed" | "sink_ok" | "sink_behind" | "sink_stalled" | "sink_failed" | "delivery_ok" | "delivery_behind" | "delivery_failing" | "delivery_channel_down" | "delivery_receipts_refused" | "release_ok" | "release_preparing" | "release_failed" | "journeys_ok" | "journeys_wrong" | "disk_ok" | "disk_low" | "disk_full";
                message: string;
                /** @enum {string} */
                part: "log" | "engine" | "sink" | "delivery" | "release" | "journeys" | "disk";
            }[];
        };
        /** @description A group of rules, or one rule with the values it read by field; of a rule about a tag or a segment, why that holds or not stands in `of`. */
        Reason: {
            /** @enum {string} */
            combinator: "and" | "or";
            holds: boolean;
            /** @constant */
            not?: true;
            rules: components["schemas"]["Reason"][];
        } | {
            holds: boolean;
            of?: components["schemas"]["Reason"];
            read: {
                [key: string]: unknown;
            };
            rule: components["schemas"]["Rule"];
        };
        RecommendationAnswer: {
            /** @description Of a question about an item; null: the model does not know it. */
            item?: components["schemas"]["ModelItem"] | null;
            /** @description Of a question about a customer, best first. */
            items?: {
                [key: string]: unknown;
            }[];
            /** @description How many items the model knows. */
            known: number;
            /** @description Of the model; absent before there is one. */
            model?: string;
            recommendation: string;
        };
        /** @description Items for a customer, from what customers take together. */
        RecommendationDefinition: {
            /** @enum {string} */
            basket?: "event" | "day" | "customer";
            by?: ("repurchase" | "together" | "category" | "popular")[];
            category?: string;
            event: string;
            exclude?: "ever" | string;
            fields?: {
                [key: string]: string;
            };
            halfLife?: components["schemas"]["Duration"];
            id: string;
            item: string;
            items?: number;
            /** @constant */
            kind: "recommendation";
            name: components["schemas"]["Text"];
            of?: string;
            seeds?: components["schemas"]["Duration"];
            stock?: {
                event: string;
                inStock: string;
                item: string;
            };
            top?: number;
            where?: components["schemas"]["Condition"];
            within?: components["schemas"]["Duration"];
        };
        /** @description Whose word counts when sources, or merged profiles, disagree. */
        Reconciliation: {
            /** @constant */
            by: "last_updated";
        } | {
            /** @constant */
            by: "source";
            order: string[];
        } | {
            /** @constant */
            by: "most_frequent";
        };
        Redelivered: {
            /** @description Messages that are sent again, or would be, oldest first. */
            messages: string[];
        };
        Refused: {
            count: number;
            evidence: components["schemas"]["FactEvidence"];
            /** @description Any JSON. */
            read: unknown;
            rule: string;
        };
        /** @description Profiles of one side that the other side has in other ways, the largest first. */
        Regrouped: {
            count: number;
            /** @description Each the groups that the other side makes of it. */
            examples: components["schemas"]["Identifier"][][][];
        };
        /** @description What was known of a customer when its rehearsal began, the unpublished changes being in force. */
        RehearsedCustomer: {
            identifiers: components["schemas"]["Identifier"][];
            /** @description Where it stood in the journey already; `at`: when it had entered. */
            inside?: components["schemas"]["RehearsedStep"];
            /**
             * @description By which draw it is left out of the journey, whatever the rehearsal makes of chance.
             * @enum {string}
             */
            leftOut?: "holdout" | "global_control";
            segments: string[];
            tags: string[];
            /** @description Definitions that read something of the past which nobody has kept and that cannot be told, for the log does not reach back, and what leans on them. In the rehearsal they begin with nothing. */
            unknownPast: {
                id: string;
                kind: string;
            }[];
        };
        /** @description What became of one customer in a journey, in virtual time. */
        RehearsedJourney: {
            /** @description Id of the customer of whom this is a copy; absent: somebody made up. */
            customer?: string;
            /** @description Ms since 1970 UTC. */
            end: number;
            /** @description How often. */
            entered: number;
            /** @description In order of time, of all journeys, at most 1,000. */
            happenings: components["schemas"]["Happening"][];
            /** @description Where it still is when time is up. */
            inside?: components["schemas"]["RehearsedStep"];
            journey: string;
            known?: components["schemas"]["RehearsedCustomer"];
            /** @description Of all journeys, at most 200. */
            messages: components["schemas"]["RehearsedMessage"][];
            /** @description How many more there were. */
            more: number;
            /** @description Number of the release that the unpublished changes stand on; 0 before the first. */
            release: number;
            /** @description Ms since 1970 UTC. */
            start: number;
            /** @description Steps of the journey that the customer came to, in order. */
            steps: components["schemas"]["RehearsedStep"][];
            /** @description In which people read its times. */
            timeZone: string;
            /** @description Why its trigger led to nothing; a refusal is among what happened. */
            whyNot?: {
                read: {
                    [key: string]: unknown;
                };
                rule: string;
            };
        };
        /** @description A message that was decided in a rehearsal. It has gone nowhere. */
        RehearsedMessage: {
            channel: string;
            /** @description As it would have been handed over. */
            content?: {
                body: string;
                /** @enum {string} */
                format: "text" | "html" | "json";
                subject?: string;
            };
            /** @description Ms since 1970 UTC. */
            decidedAt: number;
            /** @description Ms since 1970 UTC. */
            endedAt?: number;
            journey: string;
            message: string;
            /** @description Of what failed: what kept it from being made; of what was withdrawn: the rule. */
            reason?: string;
            /**
             * @description `sent`: it would have been handed over.
             * @enum {string}
             */
            status: "waiting" | "sent" | "failed" | "withdrawn";
            step: string;
            template: string;
            to?: string;
        };
        RehearsedStep: {
            /** @description Ms since 1970 UTC. */
            at: number;
            step: string;
            /** @description Until when it rests there at most. */
            until?: number;
        };
        /** @description An immutable, numbered set of definitions. */
        Release: {
            approvedBy?: string;
            /** @description Number of the release whose definitions it brings back. */
            backTo?: number;
            /** @description Members who proposed and approved it, where the workspace asks for a second person. */
            by?: string;
            definitions: {
                /** @description Of a template with blocks or MJML: what is rendered, blocks put in and MJML made HTML. Made with the release; absent where the definition itself is rendered. */
                built?: components["schemas"]["TemplateDefinition"];
                definition: components["schemas"]["Definition"];
                /** @description Of a template: what it reads, so that a decision can capture it. Found when the release is made. */
                uses?: components["schemas"]["TemplateVariables"];
                version: number;
            }[];
            /** @description What becomes of customers inside of journeys that it changes. */
            edits?: components["schemas"]["JourneyEdit"][];
            note?: string;
            number: number;
            /** @description What of it reaches customers stage by stage; everything else is there for everybody at once. */
            rollouts?: components["schemas"]["ReleaseRollout"][];
        };
        /** @description A definition and its version. */
        ReleasedDefinition: {
            definition: components["schemas"]["Definition"];
            version: number;
        };
        /** @description What a release brings stage by stage. */
        ReleaseRollout: {
            /** @description Whose share: of customers (default), or of the values of a trait (a store, a region), so that all customers of one value are in or out together. */
            by?: "customer" | {
                trait: string;
            };
            /** @description What is measured of those who entered the new version, all of it at once: a breach halts the rollout, and while one is undecided at the end of a hold it waits. `noWorseBy` compares with those who entered the version before meanwhile. */
            guardrails?: components["schemas"]["Guardrail"][];
            /** @description Number of the release; with ".JOURNEY" where it is of that journey alone. */
            id: string;
            journeys: components["schemas"]["RolledOut"][];
            /** @description What becomes of customers inside of the new version when it is halted, by the step that they rest at. Where nothing is said they move to the step of the same name of the version before, and stay where it has none; out of a journey that is new they exit. */
            onHalt?: {
                [key: string]: ("stay" | "move" | "exit") | {
                    moveTo: string;
                };
            };
            stages: components["schemas"]["RolloutStage"][];
        };
        /** @description How the latest release stands. */
        ReleaseStanding: {
            definitions: components["schemas"]["DefinitionStanding"][];
            /** @description Whether rules are still being evaluated for all customers, one after the other. */
            evaluating: boolean;
            /** @description False where nobody brings the past: a command on a data folder. It is brought when a server runs on it. */
            isBrought: boolean;
            /** @description Entries that wait for the engine, and rows for the warehouse: how far what is shown may lag behind what came in. */
            lag: {
                entries: number;
                rows: number;
            };
            /** @description Undefined when everything is in force. */
            preparing?: components["schemas"]["PreparationStanding"];
            /** @description 0 before the first. */
            release: number;
            /** @enum {string} */
            state: "failed" | "preparing" | "live";
        };
        ReleaseSummary: {
            approvedBy?: string;
            /** @description `at` of its entry, ms; absent where it is not known. */
            at?: number;
            /** @description The release whose definitions it has again. */
            backTo?: number;
            /** @description Ids of who proposed and who approved it. */
            by?: string;
            /** @description Definitions whose version it raised. */
            changed: number;
            definitions: number;
            note?: string;
            number: number;
        };
        RenderedContent: {
            body: string;
            /** @enum {string} */
            format: "html" | "text";
            /** @description Tag of the template's language that was taken; absent for its default. */
            locale?: string;
            /** @description One line, plain text: what mail programs show after the subject. */
            preview?: string;
            /** @description One line, plain text. */
            subject?: string;
            /** @description Of e-mail in HTML: the plain-text part, where the template gives one. */
            text?: string;
            /** @description Where this customer unsubscribes from this message's purpose; set where links are tracked. */
            unsubscribeUrl?: string;
        };
        /** @description `selected` = `passed` + `repeated` + `failed` + `unreadable`. */
        Replayed: {
            /** @description Are refused still, and stay. */
            failed: number;
            /** @description Where to go on; absent at the end. */
            next?: string;
            /** @description Replayed, or would be. */
            passed: number;
            /** @description Why the failed ones fail, the most frequent first. */
            reasons: {
                code: string;
                count: number;
                field: string;
                /** @description Why it was refused, in the language that `Accept-Language` prefers. */
                reason: string;
            }[];
            /** @description Pass, but an event of the same message id counts already: settled without being sent again. */
            repeated: number;
            samples: components["schemas"]["ReplaySample"][];
            selected: number;
            /** @description Are not kept whole and cannot be read; they stay. */
            unreadable: number;
        };
        ReplaySample: {
            after: {
                [key: string]: unknown;
            } | null;
            before: {
                [key: string]: unknown;
            } | null;
            code?: string;
            field?: string;
            id: string;
            passes: boolean;
            /** @description Why it was refused, in the language that `Accept-Language` prefers. */
            reason?: string;
        };
        Report: {
            /** @description By revenue, the largest first; organic (no journey, no channel) last. */
            attribution: components["schemas"]["AttributionRow"][];
            /** @description By month of the first purchase, ascending. */
            cohorts: components["schemas"]["CohortRow"][];
            /** @description Of every journey that somebody entered: its treated customers, and what counts as a conversion. */
            conversions: components["schemas"]["JourneyConversions"][];
            currency: string;
            journeys: components["schemas"]["JourneyRow"][];
            latency: components["schemas"]["LatencyReport"];
            /** @description Parts that are not told, because they cannot be counted of the customers in your data scope alone. Absent: nothing is left out. */
            leftOut?: ("quality" | "tags")[];
            /** @description Of journeys that hold somebody out. */
            lift: components["schemas"]["JourneyLift"][];
            messages: components["schemas"]["MessagesReport"];
            /** @description Ascending, from the first to the last with a purchase; those between without one are zero. */
            months: components["schemas"]["MonthRow"][];
            /** @description Of the data and of the tags; absent where nobody has measured. */
            quality?: components["schemas"]["QualityReport"];
            returns: components["schemas"]["ReturnsRow"][];
            /** @description Undefined when nobody has bought. */
            rfm?: components["schemas"]["RfmReport"];
            tags?: components["schemas"]["TagsReport"];
            /** @description Of days and months. */
            timeZone: string;
            totals: components["schemas"]["Totals"];
        };
        RetentionMeasure: {
            /** @description When the warehouse was asked, ms: equal questions within half a minute have one answer. */
            asOf: number;
            /** @description By month of the first purchase, ascending. */
            cohorts: components["schemas"]["CohortRow"][];
            /** @description `YYYY-MM`: the present one, which is not over. */
            month: string;
            timeZone: string;
        };
        /** @description Messages of a journey on a channel, and how many of them came back how. People and machines (mail proxies, link scanners) apart. */
        ReturnsRow: {
            bounced: number;
            channel: string;
            clicked: number;
            complained: number;
            delivered: number;
            journey: string;
            opened: number;
            openedByMachine: number;
            replied: number;
            sent: number;
            unsubscribed: number;
        };
        RevenueMeasure: {
            /** @description When the warehouse was asked, ms: equal questions within half a minute have one answer. */
            asOf: number;
            /** @description Of as many days right before. */
            before: components["schemas"]["Sales"];
            /** @enum {string} */
            by: "day" | "week" | "month";
            /** @description ISO 4217, of all money, which is in its units. */
            currency: string;
            daysBefore: {
                /** @description `YYYY-MM-DD`, in the time zone. */
                from: string;
                to: string;
            };
            /** @description `YYYY-MM-DD`, in the time zone. */
            from: string;
            /** @description Ascending, without gaps. An order belongs to the day of its first line. */
            rows: {
                /** @description Of as many days earlier. */
                before: components["schemas"]["Sales"];
                /** @description Customers, each once. */
                buyers: number;
                /** @description First day of the row. */
                day: string;
                orders: number;
                revenue: number;
            }[];
            timeZone: string;
            /** @description Included. */
            to: string;
            /** @description Whatever the days asked for. */
            today: components["schemas"]["Sales"];
            total: components["schemas"]["Sales"];
            yesterday: components["schemas"]["Sales"];
        };
        Review: {
            changes: components["schemas"]["Change"][];
            findings: components["schemas"]["LintFinding"][];
            /** @description Segments and tags that change or go. */
            groups: components["schemas"]["GroupReview"][];
            /** @description Journeys that change or go, and those inside. */
            journeys: components["schemas"]["JourneyReview"][];
            /** @description The release in force when there is no change, else the one that it would be. */
            number: number;
            /** @description What of it reaches customers stage by stage; everything else is there for everybody at once. */
            rollouts: components["schemas"]["ReleaseRollout"][];
        };
        RfmCell: {
            customers: number;
            f: number;
            r: number;
            revenue: number;
        };
        RfmCustomers: {
            /** @description ISO 4217, of all money, which is in its units. */
            currency: string;
            /** @description By customer id. */
            customers: components["schemas"]["RfmRow"][];
            /** @description `after` of the next page. */
            next?: string;
        };
        RfmMeasure: {
            /** @description When the warehouse was asked, ms: equal questions within half a minute have one answer. */
            asOf: number;
            /** @description ISO 4217, of all money, which is in its units. */
            currency: string;
            /** @description Absent while nobody has bought. */
            rfm?: components["schemas"]["RfmReport"];
        };
        RfmReport: {
            /** @description Cells with customers, by recency score, then frequency score (1 to 5, 5 is best). */
            cells: components["schemas"]["RfmCell"][];
            /** @description Type-7 quantiles at 20, 40, 60, 80 %. A bin includes its upper edge. Recency in days. */
            edges: {
                frequency: number[];
                monetary: number[];
                recency: number[];
            };
            /** @description `YYYY-MM-DD`: the day to which recency is counted. */
            referenceDay: string;
        };
        RfmRow: {
            customer: string;
            f: number;
            m: number;
            orders: number;
            /** @description Scores, 1 to 5. */
            r: number;
            /** @description Whole days from the last purchase to the reference day. */
            recency: number;
            revenue: number;
        };
        Role: {
            description: components["schemas"]["Text"];
            /** @enum {string} */
            id: "owner" | "data_steward" | "journey_designer" | "rules_engineer" | "content_creator" | "channel_operator" | "analyst" | "advisor" | "service_agent" | "compliance_reviewer" | "executive";
            name: components["schemas"]["Text"];
            permissions: ("self" | "overview.read" | "reports.read" | "customers.read" | "customers.personal" | "customers.identity" | "messages.read" | "messages.redeliver" | "messages.test" | "inbox.issue" | "segments.read" | "segments.write" | "tags.read" | "tags.write" | "tags.audit" | "traits.write" | "dictionary.read" | "dictionary.write" | "journeys.read" | "journeys.write" | "journeys.start" | "journeys.reroute" | "calendar.read" | "content.read" | "content.preview" | "content.write" | "content.approve" | "channels.write" | "policies.write" | "benefits.read" | "benefits.write" | "recommendations.read" | "decide" | "quality.read" | "quarantine.read" | "quarantine.replay" | "quarantine.drop" | "releases.read" | "releases.write" | "releases.approve" | "releases.reject" | "releases.rollback" | "releases.rollout" | "backup.read" | "backup.take" | "system.read" | "settings.sources" | "settings.workspace" | "settings.members" | "settings.tokens" | "audit.read")[];
        };
        /** @description A journey of a release that reaches customers stage by stage. */
        RolledOut: {
            /** @description The version that everybody else has meanwhile; 0: the journey is new. */
            before: number;
            journey: string;
            /** @description The version that is new; 0: the journey goes. */
            version: number;
        };
        /** @description How what is new of a journey reaches customers stage by stage. */
        Rollout: {
            by?: "customer" | {
                trait: string;
            };
            guardrails?: components["schemas"]["Guardrail"][];
            onHalt?: components["schemas"]["StepEdits"];
            stages: {
                hold?: components["schemas"]["Duration"];
                percent?: number;
                values?: string[];
            }[];
        };
        /** @description How a rollout stands. Instants in ms. */
        RolloutReport: {
            /** @description What the guardrails say. */
            findings: components["schemas"]["Finding"][];
            /** @description Ms since 1970 UTC. */
            heldUntil: number;
            id: string;
            journeys: components["schemas"]["RolledOut"][];
            release: number;
            settings: {
                /** @description Whose share: of customers (default), or of the values of a trait (a store, a region), so that all customers of one value are in or out together. */
                by?: "customer" | {
                    trait: string;
                };
                /** @description What is measured of those who entered the new version, all of it at once: a breach halts the rollout, and while one is undecided at the end of a hold it waits. `noWorseBy` compares with those who entered the version before meanwhile. */
                guardrails?: components["schemas"]["Guardrail"][];
                /** @description What becomes of customers inside of the new version when it is halted, by the step that they rest at. Where nothing is said they move to the step of the same name of the version before, and stay where it has none; out of a journey that is new they exit. */
                onHalt?: {
                    [key: string]: ("stay" | "move" | "exit") | {
                        moveTo: string;
                    };
                };
                stages: components["schemas"]["RolloutStage"][];
            };
            /** @description When the stage began, and when it has been held. */
            since: number;
            stage: number;
            /** @enum {string} */
            state: "running" | "paused" | "halted" | "completed";
            /**
             * @description What it waits for before it goes on by itself; absent where nothing more comes.
             * @enum {string}
             */
            waitsFor?: "paused" | "hold" | "guardrail" | "preparing";
        };
        /** @description How far a version of a journey reaches, and for how long at least. */
        RolloutStage: {
            /** @description How long it is held at least before the next one begins; default "1d". */
            hold?: string;
            /** @description Of customers, or of the values of a trait: which share is in, in percent, above 0 and at most 100. */
            percent?: number;
            /** @description Values of the trait that are in besides, in this stage and all later ones. */
            values?: string[];
        };
        RolloutTold: {
            /** @description Index of the stage that decided it: of who is in, the first that brought it; else the present one. */
            decidedBy: number;
            isNew: boolean;
            /** @description `draw`: below which percentage the customer, or the value of the trait, is in; four places, rounded down. */
            read: {
                [key: string]: unknown;
            };
            release: number;
            rollout: string;
            /** @enum {string} */
            rule: "rollout.halted" | "rollout.completed" | "rollout.everybody" | "rollout.named" | "rollout.drawn" | "rollout.not_drawn" | "rollout.valueless";
            /** @description Index of the present stage, of so many. */
            stage: number;
            stages: number;
            /** @enum {string} */
            state: "running" | "paused" | "halted" | "completed";
            /** @description The version that the customer enters by now, and whether it is the new one; 0: none, of a journey that is new or goes. */
            version: number;
        };
        /** @description One comparison of a field, or one question about what the customer did. */
        Rule: {
            field: string;
            /** @enum {string} */
            operator: "=" | "!=" | "contains" | "doesNotContain";
            value: string | number | boolean;
        } | {
            field: string;
            /** @enum {string} */
            operator: "<" | "<=" | ">" | ">=";
            value: string | number;
        } | {
            field: string;
            /** @enum {string} */
            operator: "in" | "notIn";
            value: (string | number | boolean)[];
        } | {
            field: string;
            /** @enum {string} */
            operator: "between" | "notBetween";
            value: [
                string | number,
                string | number
            ];
        } | {
            field: string;
            /** @enum {string} */
            operator: "beginsWith" | "doesNotBeginWith" | "endsWith" | "doesNotEndWith" | "equalsIgnoringCase" | "doesNotEqualIgnoringCase";
            value: string;
        } | {
            field: string;
            /** @enum {string} */
            operator: "inIgnoringCase" | "notInIgnoringCase";
            value: string[];
        } | {
            field: string;
            /** @enum {string} */
            operator: "matches" | "doesNotMatch";
            value: components["schemas"]["Pattern"];
        } | {
            field: string;
            /** @enum {string} */
            operator: "hasLength" | "doesNotHaveLength";
            value: {
                atLeast?: number;
                atMost?: number;
            };
        } | {
            field: string;
            /** @enum {string} */
            operator: "hasType" | "doesNotHaveType";
            /** @enum {string} */
            value: "number" | "string" | "boolean" | "list";
        } | {
            field: string;
            /** @enum {string} */
            operator: "versionEquals" | "versionDoesNotEqual" | "versionBefore" | "versionAtMost" | "versionAfter" | "versionAtLeast";
            value: string;
        } | {
            field: string;
            /** @enum {string} */
            operator: "before" | "since";
            value: number | string;
        } | {
            field: string;
            /** @enum {string} */
            operator: "timeBetween" | "notTimeBetween";
            value: [
                number | string,
                number | string
            ];
        } | {
            field: string;
            /** @enum {string} */
            operator: "onDay" | "notOnDay";
            value: string;
        } | {
            field: string;
            /** @enum {string} */
            operator: "null" | "notNull" | "empty" | "notEmpty";
        } | {
            field: string;
            /** @enum {string} */
            operator: "containsAny" | "containsNone" | "containsAll" | "doesNotContainAll";
            value: (string | number | boolean)[];
        } | {
            field: string;
            /** @enum {string} */
            operator: "anyElement" | "noElement" | "everyElement" | "notEveryElement";
            value: components["schemas"]["ElementValue"];
        } | {
            field: string;
            /** @enum {string} */
            operator: "withinLast" | "notWithinLast" | "withinNext" | "notWithinNext" | "beforeLast" | "afterNext";
            value: components["schemas"]["Duration"];
        } | {
            field: string;
            /** @enum {string} */
            operator: "duringThis" | "notDuringThis" | "duringPrevious" | "notDuringPrevious" | "duringNext" | "notDuringNext";
            /** @enum {string} */
            value: "day" | "week" | "month" | "quarter" | "year";
        } | {
            field: string;
            /** @enum {string} */
            operator: "anniversaryDuringThis" | "notAnniversaryDuringThis";
            /** @enum {string} */
            value: "day" | "week" | "month";
        } | {
            field: string;
            /** @enum {string} */
            operator: "anniversaryInDays" | "notAnniversaryInDays";
            value: [
                number,
                number
            ];
        } | {
            field: string;
            /** @enum {string} */
            operator: "withinDistance" | "notWithinDistance";
            value: components["schemas"]["DistanceValue"];
        } | {
            field: string;
            /** @enum {string} */
            operator: "anyElementWhere" | "noElementWhere";
            value: components["schemas"]["Condition"];
        } | {
            field: string;
            /** @enum {string} */
            operator: "performed" | "notPerformed";
            value?: {
                atLeast?: number;
                atMost?: number;
                where?: components["schemas"]["Condition"];
                within?: components["schemas"]["Window"];
            };
        } | {
            field: string;
            /** @constant */
            operator: "performedThen";
            value: {
                last?: components["schemas"]["Duration"];
                matching?: components["schemas"]["PairMatch"][];
                then: {
                    event: string;
                    where?: components["schemas"]["Condition"];
                };
                where?: components["schemas"]["Condition"];
                within: components["schemas"]["Duration"];
            };
        } | {
            field: string;
            /** @constant */
            operator: "performedSequence";
            value: {
                last?: components["schemas"]["Duration"];
                same?: string;
                steps: {
                    event: string;
                    where?: components["schemas"]["Condition"];
                    within?: components["schemas"]["Duration"];
                    without?: {
                        event: string;
                        where?: components["schemas"]["Condition"];
                    };
                }[];
                strict?: boolean;
                where?: components["schemas"]["Condition"];
                within: components["schemas"]["Duration"];
            };
        } | {
            field: string;
            /** @constant */
            operator: "performedWithout";
            value: {
                after?: string;
                matching?: components["schemas"]["PairMatch"][];
                where?: components["schemas"]["Condition"];
                within: components["schemas"]["Duration"];
                without: {
                    event: string;
                    where?: components["schemas"]["Condition"];
                };
            };
        } | {
            field: string;
            /** @constant */
            operator: "aggregate";
            value: {
                /** @enum {string} */
                aggregate: "count" | "sum" | "average" | "min" | "max" | "first" | "last" | "most_frequent" | "distinct_count" | "distinct_list" | "streak" | "time_since";
                calendar?: boolean;
                is: components["schemas"]["Comparison"];
                property?: string;
                /** @enum {string} */
                unit?: "minute" | "hour" | "day" | "week" | "month";
                where?: components["schemas"]["Condition"];
                within?: components["schemas"]["Window"];
            };
        } | {
            field: string;
            /** @enum {string} */
            operator: "firstPerformed" | "lastPerformed";
            value: {
                has: components["schemas"]["Condition"];
                where?: components["schemas"]["Condition"];
                within?: components["schemas"]["Window"];
            };
        } | {
            field: string;
            /** @constant */
            operator: "performedRegularly";
            value: {
                atLeast: number;
                of: number;
                times?: number;
                /** @enum {string} */
                unit: "day" | "week" | "month";
                where?: components["schemas"]["Condition"];
            };
        };
        RulesDifference: {
            after: components["schemas"]["Grouping"];
            before: components["schemas"]["Grouping"];
            events: number;
            /** @description Profiles that would be one of several of today. */
            joined: components["schemas"]["Regrouped"];
            /** @description Profiles of today that would be several. */
            split: components["schemas"]["Regrouped"];
        };
        Sales: {
            /** @description Customers, each once. */
            buyers: number;
            orders: number;
            revenue: number;
        };
        /** @description A release goes live only when a second one of these members has approved it. Tokens are stored as SHA-256. */
        SecondPerson: {
            members: {
                id: string;
                token: string;
            }[];
        };
        /** @description A condition whose members are tracked live. */
        SegmentDefinition: {
            condition: components["schemas"]["Condition"];
            description?: components["schemas"]["Text"];
            id: string;
            /** @constant */
            kind: "segment";
            name: components["schemas"]["Text"];
        };
        /** @description Each customer counts once on each side, so that a side adds up to everybody who came, or went. */
        SegmentFlow: {
            /** @description Of who entered it, by the last entry: the segment left last up to that moment; of several at one moment the one entered last. The most frequent first. */
            cameFrom: components["schemas"]["MoveRow"][];
            /** @description The first and the last day, in the workspace’s time zone. */
            from: string;
            to: string;
            /** @description Of who left it, by the last leaving: the segment entered first from that moment on. The most frequent first. */
            wentTo: components["schemas"]["MoveRow"][];
        };
        /** @description A message, or a call of a webhook, to be handed over after the commit. */
        SendCommand: {
            /** @description When it was last asked for once more, after it had failed, on that clock, ms: from then on it has as long as it had at first. */
            askedAt?: number;
            /** @description `at` of the decision; wall clock at which the triggering event was received (0 when time alone triggered). */
            at: number;
            channel: string;
            customer: string;
            /** @description Not to be handed over after this instant (on the clock of `at`), ms; absent: never too late. */
            expiresAt?: number;
            instance: string;
            journey: string;
            journeyVersion: number;
            /** @description Locale of the customer, BCP 47, when known. */
            locale?: string;
            /** @description Idempotency key of the message. */
            message: string;
            messageClass: string;
            purpose: string;
            /** @description Ms since 1970 UTC. */
            receivedAt: number;
            /** @description What is taken from the answer of a webhook. */
            response?: components["schemas"]["TakenField"][];
            step: string;
            template: string;
            templateVersion: number;
            /** @description It opens a ticket. `dueAt`: on the clock of `at`, ms. */
            ticket?: {
                /** @description Ms since 1970 UTC. */
                dueAt: number;
                owner: string;
                priority: string;
            };
            /** @description Address on the channel (e-mail address, phone number, ...), as it was when the decision was made; absent where a channel needs none. */
            to?: string;
            /** @constant */
            type: "send";
            /** @description Variables of the template, as they were when the decision was made. */
            variables: {
                [key: string]: unknown;
            };
            /** @description Of the template; absent for its own content. */
            variant?: string;
        };
        /** @description Words that customers are not to read. block: nothing with one is released or goes out; review: a person has to accept it; warn: worth a look. except: harmless phrases that hold one. */
        SensitiveWords: {
            channels?: string[];
            except?: string[];
            id: string;
            note?: components["schemas"]["Text"];
            /** @enum {string} */
            severity: "block" | "review" | "warn";
            words: string[];
        };
        Session: {
            address: string;
            /** @description The browser, as it names itself. */
            agent: string;
            createdAt: number;
            id: string;
            /** @description To the minute. */
            seenAt: number;
            /**
             * @description How it began.
             * @enum {string}
             */
            way: "password" | "link" | "oidc";
        };
        /** @description An identifier that would have joined more profiles than one person can have. */
        SetAsideIdentifier: {
            /** @description Profiles that it would have joined. */
            customers: number;
            /** @description Ms since 1970 UTC. */
            lastAt: number;
            namespace: string;
            times: number;
            value: string;
        };
        /** @description So many of so many. */
        Share: {
            count: number;
            of: number;
        };
        /** @description A share with its interval; `value` is null of nobody. */
        ShareEvidence: {
            count: number;
            high: number;
            low: number;
            of: number;
            value: number | null;
        };
        SheetRow: {
            customer: string;
            identifiers: components["schemas"]["Identifier"][];
            /** @description What the rule reads of it, by field. */
            read: {
                [key: string]: unknown;
            };
            /** @description Since when it holds the tag, ms. */
            since: number;
        };
        /** @description A sensitive word of what a customer would read. */
        ShownWord: {
            /** @enum {string} */
            field: "subject" | "preview" | "body" | "text";
            /** @description As it stands there. */
            found: string;
            list: string;
            /** @description Of the list: why, and what to say instead. */
            note?: components["schemas"]["Text"];
            /** @enum {string} */
            severity: "block" | "review" | "warn";
            /** @description Whether the message would be kept back for it. */
            withholds: boolean;
            word: string;
        };
        Simulation: {
            /** @description Number of the release that the unpublished changes stand on; 0 before the first. */
            base: number;
            /** @description Id of who asked. */
            by: string;
            compare: boolean;
            /** @description The release in force. */
            compared?: components["schemas"]["SimulationReport"];
            /** @description Ms since 1970 UTC. */
            endedAt?: number;
            id: string;
            /** @description Of one that has failed. */
            problem?: {
                code: string;
                reason: string;
            };
            /** @description From 0 to 1. */
            progress: number;
            simulation?: components["schemas"]["SimulationReport"];
            /** @description Ms since 1970 UTC. */
            since: number;
            /** @description Ms since 1970 UTC. */
            startedAt: number;
            /** @enum {string} */
            state: "running" | "done" | "failed" | "stopped";
        };
        /** @description What a release would have come to over the history. docs/rehearsal.md says what becomes of messages in it. */
        SimulationReport: {
            /** @description What the diagnosis of journeys finds broken. */
            breaks: {
                journey: string;
                /** @enum {string} */
                measure: "conversion" | "drop" | "stall" | "error" | "fatigue";
                /** @description Alerts. */
                raised: number;
                /** @description How often the step passes by its fallback because of it. */
                rerouted: number;
                /** @description Absent: the journey as a whole. */
                step?: string;
            }[];
            /** @description Definitions that it changes, adds or removes. */
            changes: number;
            channels: {
                channel: string;
                cost?: number;
                messages: number;
                price?: number;
            }[];
            /** @description Days on which one customer got messages of several journeys. */
            conflicts: {
                customerDays: number;
                customers: number;
                pairs: {
                    customerDays: number;
                    journeys: [
                        string,
                        string
                    ];
                }[];
            };
            /** @description Where channels have a price. */
            cost?: number;
            currency: string;
            /** @description Of the history in between. */
            entries: number;
            /** @description Of sources, among them. */
            events: number;
            journeys: {
                completed: number;
                converted: number;
                entered: number;
                exited: {
                    [key: string]: number;
                };
                journey: string;
                steps: {
                    /** @description Who came to it, each once. */
                    customers: number;
                    deferred: number;
                    sent: number;
                    step: string;
                    suppressed: number;
                }[];
                /** @description Whose trigger came, and something spoke against it; by rule. */
                turnedAway: {
                    [key: string]: number;
                };
            }[];
            messages: {
                byDay: {
                    day: string;
                    messages: number;
                }[];
                byTemplate: {
                    [key: string]: number;
                };
                decided: number;
                failed: number;
                sent: number;
                withdrawn: number;
            };
            outcomes: {
                /** @description Others: taken to arrive. */
                assumed: number;
                /** @description Messages that were sent live as well. */
                fromHistory: number;
                /** @description Entries of the history about messages that are not sent here. */
                leftOut: number;
            };
            /** @description Where the log does not reach back: its first instant. */
            pastFrom?: number;
            /** @description So many with so many messages; the last counts those with that many or more. */
            perCustomer: {
                count: number;
                messages: number;
            }[];
            /** @description So many with so many messages; the last counts those with that many or more. */
            perCustomerDay: {
                count: number;
                messages: number;
            }[];
            /** @description Number that it would get; that of the release in force where nothing changes. */
            release: number;
            /** @description Ms since 1970 UTC. */
            since: number;
            /** @description Ms since 1970 UTC. */
            until: number;
            /** @description By rule; `allowed` those that let go. */
            verdicts: {
                [key: string]: number;
            };
        };
        /** @description What a text comes to as an SMS. */
        SmsLength: {
            /** @enum {string} */
            encoding: "gsm7" | "ucs2";
            /** @description What keeps the text from being GSM-7, each character once, in order. Empty for GSM-7. */
            foreign: string[];
            segments: number;
            /** @description Of the whole text: septets in GSM-7, in which a few characters count twice, else units of UTF-16. */
            units: number;
        };
        SmsPreview: {
            characters: number;
            /** @enum {string} */
            encoding: "gsm7" | "ucs2";
            segments: number;
            /** @description With signature and opt-out. */
            text: string;
            to?: string;
            /** @constant */
            type: "sms";
        };
        /** @description A snapshot of the state. */
        Snapshot: {
            /** @description Of that entry, ms. */
            at: number;
            /** @description On disk. */
            bytes: number;
            /** @description Version of the engine that made it. */
            engine: string;
            /** @description Last entry that it has applied. */
            position: number;
            /** @description Wall clock, ms. */
            takenAt: number;
        };
        SourceQuality: {
            events: number;
            /** @description 0 to 100; undefined while there are too few events to judge. */
            score?: number;
            source: string;
        };
        /** @description A step that is rerouted or held, as the first partition has it. */
        StandingReroute: {
            by: string;
            /** @description Said by a person: diagnosis leaves it. */
            held: boolean;
            journey: string;
            on: boolean;
            /** @description Why, as facts say it: the measure of the guardrail, or the person's words. */
            reason: string;
            /** @description `at` of the entry, ms. */
            since: number;
            step: string;
        };
        /** @description A step of a journey. Its id is unique in the journey and stable over versions. */
        Step: {
            duration?: components["schemas"]["Duration"];
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            /** @constant */
            type: "wait";
            until?: {
                at: string;
                weekdays?: number[];
            };
        } | {
            branches?: {
                on: components["schemas"]["EventMatch"] | components["schemas"]["Condition"];
                steps: components["schemas"]["Step"][];
            }[];
            event?: string;
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            otherwise?: components["schemas"]["Step"][];
            rearm?: components["schemas"]["EventMatch"];
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            steps?: components["schemas"]["Step"][];
            timeout: components["schemas"]["Duration"];
            /** @constant */
            type: "wait_for";
            where?: components["schemas"]["Condition"];
        } | {
            branches: {
                steps: components["schemas"]["Step"][];
                when: components["schemas"]["Condition"];
            }[];
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            otherwise?: components["schemas"]["Step"][];
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            /** @constant */
            type: "branch";
        } | {
            arms: {
                id: string;
                share: number;
                steps: components["schemas"]["Step"][];
            }[];
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            /** @constant */
            type: "split";
        } | {
            await?: {
                /** @enum {string} */
                outcome: "sent" | "delivered" | "opened" | "clicked" | "replied";
                timeout: components["schemas"]["Duration"];
            };
            channel: string;
            fallback?: components["schemas"]["Fallback"];
            fallbacks?: {
                channel: string;
                template: string;
                variant?: string;
            }[];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            /** @enum {string} */
            messageClass?: "marketing" | "service" | "transactional";
            /** @constant */
            nextOnFailure?: true;
            onFailure?: components["schemas"]["Step"][];
            preference?: string;
            purpose: string;
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            template: string;
            /** @constant */
            type: "send";
            variant?: string;
        } | {
            await?: {
                /** @enum {string} */
                outcome: "sent" | "answered";
                timeout: components["schemas"]["Duration"];
            };
            channel: string;
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            onFailure?: components["schemas"]["Step"][];
            response?: {
                field: string;
                /** @constant */
                optional?: true;
                trait: string;
            }[];
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            template: string;
            /** @constant */
            type: "webhook";
        } | {
            await?: {
                /** @enum {string} */
                outcome: "resolved";
                timeout: components["schemas"]["Duration"];
            };
            channel?: string;
            due: components["schemas"]["Duration"];
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            onFailure?: components["schemas"]["Step"][];
            owner: string;
            /** @enum {string} */
            priority?: "urgent" | "high" | "normal" | "low";
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            template: string;
            /** @constant */
            type: "ticket";
        } | {
            as?: string;
            benefit: string;
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            onFailure?: components["schemas"]["Step"][];
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            /** @constant */
            type: "benefit";
        } | {
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            traits: {
                [key: string]: string | number | boolean;
            };
            /** @constant */
            type: "update";
        } | {
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            tag: string;
            /** @constant */
            type: "set_tag";
        } | {
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            tag: string;
            /** @constant */
            type: "remove_tag";
        } | {
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            journey: string;
            properties?: {
                [key: string]: string | number | boolean | {
                    property: string;
                };
            };
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            /** @constant */
            type: "start_journey";
        } | {
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            journey: string;
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            /** @constant */
            type: "stop_journey";
        } | {
            /** @constant */
            failed?: true;
            fallback?: components["schemas"]["Fallback"];
            guardrails?: components["schemas"]["Guardrail"][];
            id: string;
            /** @enum {string} */
            stage?: "acquire" | "activate" | "retain" | "repurchase" | "advocate";
            /** @constant */
            type: "exit";
        };
        /** @description A step as it is. */
        StepDiagnosis: {
            hasFallback: boolean;
            measurements: components["schemas"]["StepMeasurement"][];
            reroute?: components["schemas"]["StandingReroute"];
            step: string;
        };
        /** @description What becomes of customers at steps of earlier versions, by step ("*": at any other): stay on their version, move to the step of the same name or to another, or exit. */
        StepEdits: {
            [key: string]: ("stay" | "move" | "exit") | {
                moveTo: string;
            };
        };
        /** @description entered = waiting + proceeded + exited + failed. */
        StepFigures: {
            entered: number;
            exited: number;
            /** @description How many, by rule: a goal that ended the way at a step, an exit, a release that moved them. */
            exitedBy: {
                [key: string]: number;
            };
            failed: number;
            /** @description How many, by rule. */
            failedBy: {
                [key: string]: number;
            };
            /** @description Went on to what follows. */
            proceeded: number;
            step: string;
            /** @enum {string} */
            type?: "wait" | "wait_for" | "branch" | "split" | "send" | "webhook" | "ticket" | "benefit" | "update" | "set_tag" | "remove_tag" | "start_journey" | "stop_journey" | "exit";
            waiting: number;
        };
        /** @description One measure of a step. */
        StepMeasurement: {
            breached: boolean;
            /**
             * @description What broke it or would: a declared bound, or what is usual.
             * @enum {string}
             */
            by: "guardrail" | "history";
            /** @description Of the judged, and of the past; `value` null of nobody. */
            count: number;
            /** @description Beginning and end of the comings judged, ms. */
            from: number;
            journey: string;
            /** @enum {string} */
            measure: "conversion" | "drop" | "stall" | "error" | "fatigue";
            of: number;
            past: components["schemas"]["Share"];
            /** @description Of what is raised: how far it has recovered, 0 to 1. */
            recovery?: number;
            step: string;
            threshold: number;
            /** @description Ms since 1970 UTC. */
            to: number;
            /** @description What recovery is held against, should it be raised now. */
            usual: number;
            value: number | null;
            /**
             * @description Of the guardrail, where it has one.
             * @enum {string}
             */
            verdict?: "safe" | "breached" | "undecided";
            /** @description Robust z-score against its own past; absent without one. */
            z?: number;
        };
        StepReview: {
            /**
             * @description What becomes of the step that they rest at: it stays as it is, says something else, or is not there any more.
             * @enum {string}
             */
            becomes: "changed" | "removed" | "same";
            /** @description What becomes of those who rest there; where nothing is said they stay on their version. */
            edit: ("stay" | "move" | "exit") | {
                moveTo: string;
            };
            inside: number;
            /** @description Whether anything is said of it. */
            isSaid: boolean;
            step: string;
            version: number;
        };
        SubscriptionPreview: {
            fields: {
                name: string;
                value: string;
            }[];
            /** @description Page of the Mini Program that it opens. */
            page?: string;
            title?: string;
            /** @constant */
            type: "mp_subscription";
        };
        TagAgreement: {
            /** @description Of all customers compared: of whom both say the same. */
            agreement: components["schemas"]["TagShare"];
            /** @description Of those of whom the engine says that they hold it: of whom the events say so too. */
            holders?: components["schemas"]["TagShare"];
            /** @description Of the others. */
            others?: components["schemas"]["TagShare"];
            tag: string;
        };
        TagAudit: {
            /** @description Of all answers about all tags. Absent where there is none. */
            agreement?: components["schemas"]["TagShare"];
            /** @description Instant of evaluation, ms, and the log position whose events count. */
            at: number;
            compared: number;
            disagreeing: number;
            /** @description At most 100 of them; how many there are. */
            disagreements: components["schemas"]["Disagreement"][];
            /** @description Customers drawn, those compared, and those left out because something came in about them meanwhile. */
            drawn: number;
            /** @description A release or new edges of a score were being applied to all customers: who had not had their turn may differ. */
            evaluating: boolean;
            moved: number;
            position: number;
            /** @description How many customers. */
            sample: number;
            seed: string;
            /** @description Of one tag only: so many holders are drawn, and as many customers of all. */
            tag?: string;
            /** @description Of every tag in force. */
            tags: components["schemas"]["TagAgreement"][];
        };
        /** @description A label with a rule, an owner and an expiry. It holds while the rule is true. */
        TagDefinition: {
            contradicts?: string[];
            description?: components["schemas"]["Text"];
            expiry?: components["schemas"]["Duration"];
            group?: string;
            id: string;
            /** @constant */
            kind: "tag";
            name: components["schemas"]["Text"];
            owner: string;
            priority?: number;
            rule: components["schemas"]["Condition"];
        };
        /** @description A tag with what has been found about it, of the version in force. */
        TagFigures: {
            /** @description By the latest audit that compared it. */
            audited?: components["schemas"]["AuditedTag"];
            /** @description Of those drawn: of whom its rule is told (T5). Absent where it has no inputs. */
            completeness?: components["schemas"]["TagShare"];
            /** @description Of all holders: who holds a tag that contradicts it. Absent where nobody holds it. */
            contradicted?: components["schemas"]["TagShare"];
            freshness?: components["schemas"]["Freshness"];
            group?: string;
            /** @description All who hold it. */
            holders: number;
            id: string;
            /** @description Ids of its inputs. */
            inputs: string[];
            /** @description By the latest sheet that people have judged. */
            judged?: components["schemas"]["JudgedAccuracy"];
            name: components["schemas"]["Text"];
            owner: string;
            /** @enum {string} */
            state: "preparing" | "live";
            verdict: components["schemas"]["TagVerdict"];
            version: number;
        };
        /** @description `bad`: the tag says something wrong, or cannot say anything; `look`: somebody should look at it; `note`: no fault. */
        TagFinding: {
            /** @description Of the events that its rule reads: those that have not come for 30 days. `bad` when that is all of them. */
            events: {
                event: string;
                /** @description Absent: never. */
                lastAt?: number;
            }[];
            /** @constant */
            finding: "silent";
            /** @enum {string} */
            severity: "bad" | "look";
        } | {
            /** @constant */
            finding: "untold";
            /** @description Of nobody drawn these are known, so that its rule could be told. */
            inputs: string[];
            /** @enum {string} */
            severity: "bad";
        } | {
            /** @description Who hold it beyond its expiry, of those drawn. */
            customers: number;
            /** @constant */
            finding: "overdue";
            /** @enum {string} */
            severity: "bad";
        } | {
            /** @description Who hold one of `tags` too; `bad` from 5 % of the holders on. */
            customers: number;
            /** @constant */
            finding: "contradicted";
            /** @enum {string} */
            severity: "bad" | "look";
            share: number;
            tags: string[];
        } | {
            /** @constant */
            finding: "stale";
            /** @enum {string} */
            severity: "look";
            /** @description More than half of those whom its events have touched have had none for longer than the expiry. */
            share: number;
        } | {
            /** @constant */
            finding: "never";
            /** @enum {string} */
            severity: "look";
        } | {
            /** @constant */
            finding: "nobody";
            /** @enum {string} */
            severity: "look";
            /** @description When it was taken from the last one. */
            since: number;
        } | {
            /** @constant */
            finding: "unused";
            /** @enum {string} */
            severity: "note";
        };
        /** @description Tags that belong together. In an exclusive group at most one holds. */
        TagGroupDefinition: {
            exclusive: boolean;
            id: string;
            /** @constant */
            kind: "tag_group";
            name: components["schemas"]["Text"];
        };
        /** @description A tag with what has been found about it. */
        TagHealth: {
            /** @description Ms since 1970 UTC. */
            at: number;
            contradictions: {
                customers: number;
                tags: [
                    string,
                    string
                ];
            }[];
            customers: number;
            drawn: number;
            position: number;
            tag: components["schemas"]["TagFigures"];
        };
        TagsFigures: {
            /** @description Over all tags: answers compared in their latest audits, and how many were the same. Absent before the first. */
            agreement?: components["schemas"]["TagShare"];
            /** @description Instant, ms, and log position that it is of. */
            at: number;
            /** @description Over those drawn, how many of the inputs of all tags have a value. */
            completeness?: number;
            /** @description Of all customers: who holds two tags that contradict each other. */
            contradicted?: components["schemas"]["TagShare"];
            /** @description Each once, the most frequent first. */
            contradictions: {
                customers: number;
                tags: [
                    string,
                    string
                ];
            }[];
            /** @description All there are, and how many of them were drawn. */
            customers: number;
            drawn: number;
            position: number;
            tags: components["schemas"]["TagFigures"][];
        };
        TagShare: {
            count: number;
            high: number;
            /** @description 95 % interval by Wilson's score (1927); of all there are, the share itself. */
            low: number;
            of: number;
            /** @description 0 to 1. */
            share: number;
        };
        TagSheet: {
            /** @description Ms since 1970 UTC. */
            at: number;
            /** @description All holders; the rows are drawn from them at random. */
            holders: number;
            position: number;
            rows: components["schemas"]["SheetRow"][];
            /** @description Names the sheet: tag, version, position and seed. */
            sheet: string;
            tag: string;
            version: number;
        };
        /** @description Of the tags of the running release. */
        TagsReport: {
            /** @description Answers on which engine and raw events agreed, in the latest audits. Absent before the first. */
            agreement?: {
                count: number;
                high: number;
                low: number;
                of: number;
                share: number;
            };
            /** @description Over those drawn, how many of the values that tags read are known, 0 to 1. */
            completeness?: number;
            /** @description Customers who hold two tags that contradict each other, and which. */
            contradicted?: {
                count: number;
                high: number;
                low: number;
                of: number;
                share: number;
            };
            contradictions: {
                customers: number;
                tags: [
                    string,
                    string
                ];
            }[];
            /** @description Customers, and how many of them were drawn for what is counted per customer. */
            customers: number;
            drawn: number;
            /** @description By people, the latest of each tag. */
            judged: {
                accuracy: {
                    count: number;
                    high: number;
                    low: number;
                    of: number;
                    share: number;
                };
                tag: string;
            }[];
            /** @description The tags that are known of the fewest customers, at most ten. */
            leastComplete: {
                completeness: {
                    count: number;
                    high: number;
                    low: number;
                    of: number;
                    share: number;
                };
                holders: number;
                tag: string;
            }[];
            /** @description Tags that somebody holds beyond their expiry. */
            overdue: string[];
            /** @description Of them, those whose past is being filled in. */
            preparing: number;
            tags: number;
        };
        /** @description Whether a tag is sound, and if not, why. */
        TagVerdict: {
            /** @description The gravest first. */
            findings: components["schemas"]["TagFinding"][];
            /**
             * @description By its gravest finding; `preparing`: not judged while its past is being filled in.
             * @enum {string}
             */
            state: "good" | "look" | "bad" | "preparing";
            /** @description Definitions of the release that read it, as `kind.id`. */
            usedBy: string[];
        };
        /** @description A field of an answer in JSON that sets a declared trait. */
        TakenField: {
            /** @description Path with dots. */
            field: string;
            /** @description Path of the trait in `identify`. */
            into: string[];
            /** @constant */
            optional?: true;
            trait: string;
            /** @enum {string} */
            type: "string" | "number" | "boolean" | "time";
        };
        /** @description Content of a message in Liquid, or in MJML with Liquid. Variables: trait.<id>, event.<property>, customer.id, message.id. {% block "ID" %} puts a block in. */
        TemplateDefinition: {
            approval?: components["schemas"]["Approval"];
            body: string;
            id: string;
            /** @constant */
            kind: "template";
            locales?: {
                [key: string]: {
                    body: string;
                    preview?: string;
                    subject?: string;
                    text?: string;
                };
            };
            name: components["schemas"]["Text"];
            preview?: string;
            subject?: string;
            text?: string;
            variants?: {
                [key: string]: {
                    body: string;
                    locales?: {
                        [key: string]: {
                            body: string;
                            preview?: string;
                            subject?: string;
                            text?: string;
                        };
                    };
                    preview?: string;
                    share?: number;
                    subject?: string;
                    text?: string;
                    when?: components["schemas"]["Condition"];
                };
            };
        };
        /** @description What a template reads. */
        TemplateVariables: {
            /** @description Top-level properties of the triggering event, from `event.<property>`. */
            properties: string[];
            /** @description Ids, from `recommend.<id>`. Absent when there are none. */
            recommendations?: string[];
            /** @description Of these, what it cannot do without: printed in some language outside of any branch, with no `default`. Absent when there are none. */
            requiredProperties?: string[];
            /** @description Ids, from `trait.<id>`. */
            traits: string[];
        };
        /** @description What became of a test. */
        TestSent: {
            /** @description What the provider said. */
            answer?: string;
            at: number;
            /** @description What it went through; `capture` contacts nobody. */
            carrier: string;
            channel: string;
            /** @description Its id, as the provider may know it; begins with `test-`. */
            message: string;
            /**
             * @description `captured`: the channel is not configured, so the test has gone nowhere.
             * @enum {string}
             */
            outcome: "sent" | "failed" | "captured";
            /** @description Why it failed: a code, then what exactly. */
            reason?: string;
            tookMs: number;
        };
        /** @description A text in both first languages of the product. */
        Text: {
            en: string;
            zh: string;
        };
        Timeline: {
            customer: string;
            /** @description `before` of the next page; absent on the last one. */
            next?: string;
            /** @description Log position up to which the answer is complete. */
            position: number;
            /** @description Newest first, as the engine took them. */
            rows: components["schemas"]["TimelineRow"][];
        };
        TimelineRow: {
            /** @description When the log took it, and when it happened, ms. */
            at: number;
            /** @description Id that the customer had when it came. */
            customer: string;
            event: string;
            id: string;
            /** @constant */
            kind: "events";
            message: string;
            properties: {
                [key: string]: unknown;
            };
            source: string;
            time: number;
            /** @description Of identify calls. */
            traits?: {
                [key: string]: unknown;
            };
        } | {
            /** @description Ms since 1970 UTC. */
            at: number;
            fact: {
                action: string;
                channel?: string;
                customer: string;
                journey?: string;
                /** @description As in `Fact`. */
                kind: string;
                /** @description Of verdicts and messages: its id, and the channel where the fact names it. */
                message?: string;
                /** @description The definition it is about. */
                name: string;
                /** @description Any JSON. */
                read?: unknown;
                rule?: string;
                step?: string;
                version: number;
            };
            id: string;
            /** @enum {string} */
            kind: "facts" | "messages";
        };
        Totals: {
            buyers: number;
            customers: number;
            /** @description All events, and the customers they belong to today. */
            events: number;
            orders: number;
            revenue: number;
            /** @description Events that are a purchase (or a line of one), their orders, and who bought. */
            rows: number;
        };
        /** @description A fact as people read it: what was concluded, by which rule, from which values. */
        TraceStep: {
            action: string;
            /** @description Ms since 1970 UTC. */
            at: number;
            channel?: string;
            customer: string;
            /** @description Unique and ascending within a partition: `partition-seq`. */
            id: string;
            journey?: string;
            /** @description As in `Fact`. */
            kind: string;
            /** @description Of verdicts and messages: its id, and the channel where the fact names it. */
            message?: string;
            /** @description The definition it is about. */
            name: string;
            /** @description Any JSON. */
            read?: unknown;
            rule?: string;
            step?: string;
            version: number;
        };
        TraitDefinition: {
            description?: components["schemas"]["Text"];
            from?: string;
            id: string;
            /** @constant */
            kind: "trait";
            name: components["schemas"]["Text"];
            reconcile?: components["schemas"]["Reconciliation"];
            /** @enum {string} */
            type: "number" | "string" | "boolean" | "time" | "list";
        } | {
            /** @enum {string} */
            aggregate: "count" | "sum" | "average" | "min" | "max" | "first" | "last" | "most_frequent" | "distinct_count" | "distinct_list" | "streak" | "time_since";
            calendar?: boolean;
            description?: components["schemas"]["Text"];
            event: string;
            id: string;
            /** @constant */
            kind: "trait";
            name: components["schemas"]["Text"];
            property?: string;
            /** @enum {string} */
            unit?: "minute" | "hour" | "day" | "week" | "month";
            where?: components["schemas"]["Condition"];
            window?: components["schemas"]["Window"];
        } | {
            description?: components["schemas"]["Text"];
            formula: components["schemas"]["Expression"];
            id: string;
            /** @constant */
            kind: "trait";
            name: components["schemas"]["Text"];
        } | {
            description?: components["schemas"]["Text"];
            id: string;
            /** @constant */
            kind: "trait";
            name: components["schemas"]["Text"];
            score: {
                bins: number;
                of: string;
                reverse?: boolean;
            };
        };
        TraitLineage: {
            /** @enum {string} */
            kind: "declared" | "computed" | "formula" | "score";
            /** @description The latest event, by its time, that contributed to it or said it; of a formula or score, to any trait it is made of. Whatever its window. */
            last?: components["schemas"]["LastTouch"];
            /** @description Of a formula or score: the traits it reads. */
            reads?: string[];
            trait: string;
            /** @description Absent when it is missing. Times are ms. */
            value?: unknown;
            /** @description Of the definition. */
            version: number;
        };
        Unbound: {
            /** @description The customer that has the identifier now. */
            customer: string;
        };
        UnmergePreview: {
            /** @description The profile's own first. */
            after: components["schemas"]["PartedCustomer"][];
            before: components["schemas"]["PartedCustomer"];
        };
        UnmergesDone: {
            /** @description Profiles of the cause that are still to be parted. */
            left: number;
            merges: number;
            /** @description Profiles parted, customers set free, and profiles that were not parted though they were asked for: they had changed meanwhile. */
            profiles: number;
            refused: string[];
        };
        UnmergesPreviewed: {
            merges: number;
            profiles: number;
            /** @description Of the first few. */
            sample: components["schemas"]["UnmergePreview"][];
        };
        /** @description A definition as somebody left it, not released yet. */
        UnpublishedChange: {
            /** @description Ms since 1970 UTC. */
            at: number;
            /** @description Id of the member, or of the service’s token; `operator` where nobody has to sign in. */
            by: string;
            /** @description Name of the member. */
            byName?: string;
            /** @description `null`: it is to be removed. */
            definition: {
                [key: string]: unknown;
            } | null;
            id: string;
            kind: components["schemas"]["DefinitionKind"];
            /** @description Number of the release that its maker has seen; 0 before the first. */
            on: number;
            /** @description Whether a release after `on` has changed the same definition: save it again with the newest release in `on`, or discard it. */
            overtaken: boolean;
            problems: components["schemas"]["ChangeProblem"][];
            /** @description As the newest release has it; `null`: it has none. */
            released: components["schemas"]["Definition"] | null;
            /** @description Another one with each save. To be sent with the next one; 0: there is no change (any more). */
            revision: number;
        };
        Untriggered: {
            evidence?: components["schemas"]["Evidence"];
            /** @description When the moment comes. */
            next?: number;
            read: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            rule: "trigger.event_absent" | "trigger.where_false" | "trigger.where_false_then" | "trigger.before_release" | "trigger.segment_outside" | "trigger.segment_before_release" | "trigger.segment_not_left" | "trigger.date_missing" | "trigger.date_unreadable" | "trigger.date_past" | "trigger.date_ahead" | "trigger.not_started" | "trigger.schedule_ahead" | "trigger.schedule_outside";
        };
        VisitorKey: {
            source: string;
            writeKey: string;
        };
        WaitingContent: {
            /** @description Ms since 1970 UTC. */
            at?: number;
            /** @description Who has left it unpublished. */
            by?: string;
            /** @description Name of the member. */
            byName?: string;
            /** @description Of the content, blocks included: to be sent with the word on it. */
            fingerprint: string;
            id: string;
            /** @description Whether the running release says it; else it is unpublished. */
            isReleased: boolean;
            /** @enum {string} */
            kind: "block" | "template";
            name: components["schemas"]["Text"];
            /**
             * @description `changed`: another content of it was approved.
             * @enum {string}
             */
            state: "draft" | "changed" | "returned";
            /** @description The last one on this content. */
            word?: components["schemas"]["ContentWord"];
        };
        Way: {
            arm?: string;
            /** @description Over: what ended it. */
            endedAt?: number;
            /** @description Ms since 1970 UTC. */
            enteredAt: number;
            /** @description Entry, assignment, and what moved it last or ended it. */
            evidence: components["schemas"]["FactEvidence"][];
            instance: string;
            key?: string;
            /** @description Any JSON. */
            read?: unknown;
            rule?: string;
            /** @description Inside: where it rests, and until when. */
            step?: string;
            /** @description Ms since 1970 UTC. */
            until?: number;
            version: number;
        };
        WebhookPreview: {
            body: string;
            /** @description Without time and signature, which are made at the hand-over. */
            headers: {
                [key: string]: string;
            };
            /** @constant */
            type: "webhook";
        };
        /** @description A task for a member of staff: nothing goes to the customer before it is confirmed. */
        WecomTaskPreview: {
            /** @constant */
            confirmedBy: "member";
            link?: {
                description?: string;
                image?: string;
                title?: string;
                url: string;
            };
            text: string;
            /** @constant */
            type: "wecom_task";
        };
        WeighedCandidate: {
            candidate: string;
            /** @description Absent of one that can be shown. */
            leftOut?: components["schemas"]["LeftOut"];
            /** @description The candidate that is shown instead. */
            lostTo?: string;
            parts?: {
                fatigue: number;
                priority: number;
                recency: number;
                value: number;
            };
            score?: number;
        };
        WholeEvent: {
            /** @description When the log took it, ms. */
            at: number;
            call: string;
            context?: {
                [key: string]: unknown;
            };
            /** @description On arrival. */
            customer: string;
            event: string;
            /** @description `partition-seq`. */
            id: string;
            /** @description Each of namespace and value. */
            identifiers: string[][];
            /** @description Id that the source gave it. */
            message: string;
            /** @description How many of its values do not keep to the data dictionary. */
            problems: number;
            properties: {
                [key: string]: unknown;
            };
            /** @description Id of the quarantined call that it was replayed from. */
            quarantine?: string;
            source: string;
            /** @description When it happened, ms. */
            time: number;
            /** @description Of identify and group calls. */
            traits?: {
                [key: string]: unknown;
            };
            violations: {
                field: string;
                /** @constant */
                omitted?: true;
                problem: string;
            }[];
        };
        /** @description Which contributions count: ever, rolling ("last"), a calendar period of the workspace time zone, or fixed ("from", "to"). */
        Window: "ever" | {
            except?: components["schemas"]["Duration"];
            last: components["schemas"]["Duration"];
        } | {
            /** @enum {string} */
            this: "day" | "week" | "month" | "quarter" | "year";
        } | {
            /** @enum {string} */
            previous: "day" | "week" | "month" | "quarter" | "year";
        } | {
            from: number | string;
            to?: number | string;
        } | {
            to: number | string;
        };
        /** @description A stretch of words that stayed, went or came. */
        Words: {
            /** @enum {string} */
            sign: " " | "+" | "-";
            text: string;
        };
        /** @description The project's own settings. One per project. */
        WorkspaceDefinition: {
            approval?: components["schemas"]["SecondPerson"];
            currency: string;
            fanIn?: components["schemas"]["FanIn"];
            id: string;
            /** @constant */
            kind: "workspace";
            locales?: string[];
            name: components["schemas"]["Text"];
            /** @description Which events the report counts as purchases, and where their order and revenue stand. */
            purchase?: {
                event: string;
                order?: string;
                revenue: string;
                where?: components["schemas"]["Condition"];
            };
            /** @description What is held against the data of each hour, source and event; breaches are alerts. */
            quality?: {
                eventsMin?: number;
                limits?: {
                    duplicate?: number;
                    invalid?: number;
                    late?: number;
                    missing?: number;
                    range?: number;
                    refused?: number;
                    unplanned?: number;
                };
                score?: number;
                z?: number;
            };
            seed: string;
            timeZone: string;
            /** @enum {string} */
            unplannedEvents?: "allow" | "flag" | "quarantine" | "block";
        };
        /** @description As the running release has it; before the first one only the product's version. */
        WorkspaceSummary: {
            /** @description Whether a release waits until a second person has approved it. */
            asksForSecond?: boolean;
            /** @description ISO 4217. */
            currency?: string;
            id?: string;
            name?: components["schemas"]["Text"];
            /** @description IANA name, e.g. `Asia/Shanghai`. */
            timeZone?: string;
            /** @description Of the product. */
            version: string;
        };
        /** @description With which a source sends events; without its secret. */
        WriteKey: {
            createdAt?: number;
            /** @description Who revoked or replaced it. */
            ender?: components["schemas"]["Maker"];
            /** @description When it ends, or has ended; absent: not foreseen. */
            endsAt?: number;
            id: string;
            /** @description Its last characters. */
            last: string;
            /** @description Calls taken with it in the last 24 hours. */
            lately: number;
            /** @description Who made it. */
            maker?: components["schemas"]["Maker"];
            /** @description What it is for. */
            name?: string;
            /** @description Where it stands in the configuration, where alone it is changed; absent: it was made here. */
            place?: string;
            source: string;
            /** @description To some seconds; absent: not yet. */
            usedAt?: number;
        };
        /** @description A sensitive word of what is written. */
        WrittenWord: {
            end: number;
            /** @description E.g. `subject`, `locales.zh.body`, `variants.short.body`. */
            field: string;
            list: string;
            /** @description Of the list: why, and what to say instead. */
            note?: components["schemas"]["Text"];
            /** @enum {string} */
            severity: "block" | "review" | "warn";
            /** @description Characters (UTF-16) of the text of the field: the first, and with `end` the one after the last. */
            start: number;
            /** @description As its list writes it. */
            word: string;
        };
        /** @description Figures that do not add up: none, unless something is wrong with the product. */
        WrongFigures: {
            entered: number;
            found: number;
            journey: string;
            step?: string;
            version: number;
        };
    };
    responses: {
        /** @description The server could not answer; its log has the reason. */
        Failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description VOLANO_ACCESS_CSRF, VOLANO_ACCESS_DENIED, VOLANO_ORIGIN_FOREIGN */
        NotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @enum {string} */
                    code: "VOLANO_ACCESS_CSRF" | "VOLANO_ACCESS_DENIED" | "VOLANO_ORIGIN_FOREIGN";
                    /** @description The one that is missing. */
                    permission?: string;
                    reason: string;
                };
            };
        };
        /** @description The body is no JSON: VOLANO_QUERY_INVALID. */
        NotJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @enum {string} */
                    code: "VOLANO_QUERY_INVALID";
                    reason: string;
                };
            };
        };
        /** @description VOLANO_INBOX_TOKEN_INVALID */
        NotSignedIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @enum {string} */
                    code: "VOLANO_INBOX_TOKEN_INVALID";
                    reason: string;
                };
            };
        };
        /** @description The body is too large: VOLANO_QUERY_INVALID. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    /** @enum {string} */
                    code: "VOLANO_QUERY_INVALID";
                    reason: string;
                };
            };
        };
        /** @description Not at present; ask again after the seconds in the header `retry-after`. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AcceptedFrequency = components['schemas']['AcceptedFrequency'];
export type AcceptedUse = components['schemas']['AcceptedUse'];
export type AdjustedEstimate = components['schemas']['AdjustedEstimate'];
export type ApiToken = components['schemas']['ApiToken'];
export type Appearance = components['schemas']['Appearance'];
export type Approval = components['schemas']['Approval'];
export type Arbitration = components['schemas']['Arbitration'];
export type AttributionRow = components['schemas']['AttributionRow'];
export type AuditedTag = components['schemas']['AuditedTag'];
export type AuditEntry = components['schemas']['AuditEntry'];
export type BenefitDefinition = components['schemas']['BenefitDefinition'];
export type BenefitStock = components['schemas']['BenefitStock'];
export type BindPreviewed = components['schemas']['BindPreviewed'];
export type BlockDefinition = components['schemas']['BlockDefinition'];
export type Bound = components['schemas']['Bound'];
export type BroadcastPlan = components['schemas']['BroadcastPlan'];
export type Calendar = components['schemas']['Calendar'];
export type CalendarEntry = components['schemas']['CalendarEntry'];
export type CalendarOverlap = components['schemas']['CalendarOverlap'];
export type CaptureCounts = components['schemas']['CaptureCounts'];
export type CapturedDefinition = components['schemas']['CapturedDefinition'];
export type CapturedMessage = components['schemas']['CapturedMessage'];
export type CapUse = components['schemas']['CapUse'];
export type ChainLink = components['schemas']['ChainLink'];
export type Change = components['schemas']['Change'];
export type ChangeProblem = components['schemas']['ChangeProblem'];
export type ChannelDefinition = components['schemas']['ChannelDefinition'];
export type ChannelRoute = components['schemas']['ChannelRoute'];
export type ChannelRow = components['schemas']['ChannelRow'];
export type ChannelStanding = components['schemas']['ChannelStanding'];
export type Closed = components['schemas']['Closed'];
export type CohortRow = components['schemas']['CohortRow'];
export type Comparison = components['schemas']['Comparison'];
export type Completeness = components['schemas']['Completeness'];
export type Condition = components['schemas']['Condition'];
export type ContentDraftPreview = components['schemas']['ContentDraftPreview'];
export type ContentItem = components['schemas']['ContentItem'];
export type ContentPreview = components['schemas']['ContentPreview'];
export type ContentProblem = components['schemas']['ContentProblem'];
export type ContentTest = components['schemas']['ContentTest'];
export type ContentUse = components['schemas']['ContentUse'];
export type ContentVersions = components['schemas']['ContentVersions'];
export type ContentWord = components['schemas']['ContentWord'];
export type Conversion = components['schemas']['Conversion'];
export type Counters = components['schemas']['Counters'];
export type CustomerMatch = components['schemas']['CustomerMatch'];
export type DataScope = components['schemas']['DataScope'];
export type DeadLetter = components['schemas']['DeadLetter'];
export type DecidedContent = components['schemas']['DecidedContent'];
export type Decision = components['schemas']['Decision'];
export type Definition = components['schemas']['Definition'];
export type DefinitionKind = components['schemas']['DefinitionKind'];
export type DefinitionStanding = components['schemas']['DefinitionStanding'];
export type DefinitionVersion = components['schemas']['DefinitionVersion'];
export type DescribedProfile = components['schemas']['DescribedProfile'];
export type DictionaryChecked = components['schemas']['DictionaryChecked'];
export type DictionaryViolation = components['schemas']['DictionaryViolation'];
export type DiffLine = components['schemas']['DiffLine'];
export type Disagreement = components['schemas']['Disagreement'];
export type DistanceValue = components['schemas']['DistanceValue'];
export type DoorMeasures = components['schemas']['DoorMeasures'];
export type Draft = components['schemas']['Draft'];
export type Dropped = components['schemas']['Dropped'];
export type Duration = components['schemas']['Duration'];
export type ElementValue = components['schemas']['ElementValue'];
export type Enforcement = components['schemas']['Enforcement'];
export type Estimate = components['schemas']['Estimate'];
export type EventDefinition = components['schemas']['EventDefinition'];
export type EventEvidence = components['schemas']['EventEvidence'];
export type EventMatch = components['schemas']['EventMatch'];
export type EventQuality = components['schemas']['EventQuality'];
export type EventQualityRow = components['schemas']['EventQualityRow'];
export type EventsMeasure = components['schemas']['EventsMeasure'];
export type Evidence = components['schemas']['Evidence'];
export type ExpectedVolume = components['schemas']['ExpectedVolume'];
export type Expiry = components['schemas']['Expiry'];
export type Explanation = components['schemas']['Explanation'];
export type Expression = components['schemas']['Expression'];
export type FactEvidence = components['schemas']['FactEvidence'];
export type Failure = components['schemas']['Failure'];
export type Fallback = components['schemas']['Fallback'];
export type FanIn = components['schemas']['FanIn'];
export type FieldChange = components['schemas']['FieldChange'];
export type Finding = components['schemas']['Finding'];
export type Forecast = components['schemas']['Forecast'];
export type FoundCustomer = components['schemas']['FoundCustomer'];
export type FoundCustomers = components['schemas']['FoundCustomers'];
export type FrequencyCap = components['schemas']['FrequencyCap'];
export type Freshness = components['schemas']['Freshness'];
export type FunnelMeasure = components['schemas']['FunnelMeasure'];
export type GroupDay = components['schemas']['GroupDay'];
export type GroupHistory = components['schemas']['GroupHistory'];
export type Grouping = components['schemas']['Grouping'];
export type GroupMember = components['schemas']['GroupMember'];
export type GroupMembers = components['schemas']['GroupMembers'];
export type GroupReview = components['schemas']['GroupReview'];
export type GroupRow = components['schemas']['GroupRow'];
export type Groups = components['schemas']['Groups'];
export type Guardrail = components['schemas']['Guardrail'];
export type GuardrailEvidence = components['schemas']['GuardrailEvidence'];
export type Happening = components['schemas']['Happening'];
export type HealthReport = components['schemas']['HealthReport'];
export type HeldTag = components['schemas']['HeldTag'];
export type HourCounts = components['schemas']['HourCounts'];
export type Identifier = components['schemas']['Identifier'];
export type IdentityHistory = components['schemas']['IdentityHistory'];
export type IdentityLink = components['schemas']['IdentityLink'];
export type IdentityPreviewProgress = components['schemas']['IdentityPreviewProgress'];
export type InboxItem = components['schemas']['InboxItem'];
export type InboxView = components['schemas']['InboxView'];
export type InferredEvent = components['schemas']['InferredEvent'];
export type Interval = components['schemas']['Interval'];
export type JourneyConversions = components['schemas']['JourneyConversions'];
export type JourneyDefinition = components['schemas']['JourneyDefinition'];
export type JourneyDetail = components['schemas']['JourneyDetail'];
export type JourneyDiagnosis = components['schemas']['JourneyDiagnosis'];
export type JourneyEdit = components['schemas']['JourneyEdit'];
export type JourneyEffect = components['schemas']['JourneyEffect'];
export type JourneyExplanation = components['schemas']['JourneyExplanation'];
export type JourneyFigures = components['schemas']['JourneyFigures'];
export type JourneyLift = components['schemas']['JourneyLift'];
export type JourneyPlace = components['schemas']['JourneyPlace'];
export type JourneyReview = components['schemas']['JourneyReview'];
export type JourneyRow = components['schemas']['JourneyRow'];
export type JourneyStarted = components['schemas']['JourneyStarted'];
export type JudgedAccuracy = components['schemas']['JudgedAccuracy'];
export type Kpi = components['schemas']['Kpi'];
export type LastTouch = components['schemas']['LastTouch'];
export type LatencyMeasure = components['schemas']['LatencyMeasure'];
export type LatencyReport = components['schemas']['LatencyReport'];
export type LatencySummary = components['schemas']['LatencySummary'];
export type LatestEvent = components['schemas']['LatestEvent'];
export type LeftOut = components['schemas']['LeftOut'];
export type LiftArm = components['schemas']['LiftArm'];
export type LiftMeasure = components['schemas']['LiftMeasure'];
export type Lineage = components['schemas']['Lineage'];
export type LintFinding = components['schemas']['LintFinding'];
export type ListedChange = components['schemas']['ListedChange'];
export type ListedMember = components['schemas']['ListedMember'];
export type LiveUpdate = components['schemas']['LiveUpdate'];
export type MadeRelease = components['schemas']['MadeRelease'];
export type MailPreview = components['schemas']['MailPreview'];
export type Maker = components['schemas']['Maker'];
export type Measurement = components['schemas']['Measurement'];
export type Member = components['schemas']['Member'];
export type MessageExplanation = components['schemas']['MessageExplanation'];
export type MessageOutcome = components['schemas']['MessageOutcome'];
export type MessagesMeasure = components['schemas']['MessagesMeasure'];
export type MessagesReport = components['schemas']['MessagesReport'];
export type MessageState = components['schemas']['MessageState'];
export type ModelItem = components['schemas']['ModelItem'];
export type MonthRow = components['schemas']['MonthRow'];
export type MoveRow = components['schemas']['MoveRow'];
export type NamespaceDefinition = components['schemas']['NamespaceDefinition'];
export type OneTimeLink = components['schemas']['OneTimeLink'];
export type OpenMessage = components['schemas']['OpenMessage'];
export type OutboxPage = components['schemas']['OutboxPage'];
export type OutboxRow = components['schemas']['OutboxRow'];
export type Overlap = components['schemas']['Overlap'];
export type OwnSession = components['schemas']['OwnSession'];
export type PairMatch = components['schemas']['PairMatch'];
export type PartedCustomer = components['schemas']['PartedCustomer'];
export type PartHealth = components['schemas']['PartHealth'];
export type Pattern = components['schemas']['Pattern'];
export type Permission = components['schemas']['Permission'];
export type PlacementDefinition = components['schemas']['PlacementDefinition'];
export type PlainValue = components['schemas']['PlainValue'];
export type Playbook = components['schemas']['Playbook'];
export type PlaybookKpi = components['schemas']['PlaybookKpi'];
export type PlaybookLacks = components['schemas']['PlaybookLacks'];
export type PlaybookNeeds = components['schemas']['PlaybookNeeds'];
export type PlaybookPlan = components['schemas']['PlaybookPlan'];
export type PlaybookResult = components['schemas']['PlaybookResult'];
export type PolicyDefinition = components['schemas']['PolicyDefinition'];
export type PreparationStanding = components['schemas']['PreparationStanding'];
export type Preview = components['schemas']['Preview'];
export type PreviewReach = components['schemas']['PreviewReach'];
export type Principal = components['schemas']['Principal'];
export type Profile = components['schemas']['Profile'];
export type Property = components['schemas']['Property'];
export type Proposed = components['schemas']['Proposed'];
export type PurposeDefinition = components['schemas']['PurposeDefinition'];
export type Quality = components['schemas']['Quality'];
export type QualityReport = components['schemas']['QualityReport'];
export type QuarantineCounts = components['schemas']['QuarantineCounts'];
export type QuarantinedCall = components['schemas']['QuarantinedCall'];
export type QuarantinedCallShown = components['schemas']['QuarantinedCallShown'];
export type QuarantineGroup = components['schemas']['QuarantineGroup'];
export type Quiet = components['schemas']['Quiet'];
export type QuietHours = components['schemas']['QuietHours'];
export type Reach = components['schemas']['Reach'];
export type Reachable = components['schemas']['Reachable'];
export type ReadyList = components['schemas']['ReadyList'];
export type ReadyReport = components['schemas']['ReadyReport'];
export type Reason = components['schemas']['Reason'];
export type RecommendationAnswer = components['schemas']['RecommendationAnswer'];
export type RecommendationDefinition = components['schemas']['RecommendationDefinition'];
export type Reconciliation = components['schemas']['Reconciliation'];
export type Redelivered = components['schemas']['Redelivered'];
export type Refused = components['schemas']['Refused'];
export type Regrouped = components['schemas']['Regrouped'];
export type RehearsedCustomer = components['schemas']['RehearsedCustomer'];
export type RehearsedJourney = components['schemas']['RehearsedJourney'];
export type RehearsedMessage = components['schemas']['RehearsedMessage'];
export type RehearsedStep = components['schemas']['RehearsedStep'];
export type Release = components['schemas']['Release'];
export type ReleasedDefinition = components['schemas']['ReleasedDefinition'];
export type ReleaseRollout = components['schemas']['ReleaseRollout'];
export type ReleaseStanding = components['schemas']['ReleaseStanding'];
export type ReleaseSummary = components['schemas']['ReleaseSummary'];
export type RenderedContent = components['schemas']['RenderedContent'];
export type Replayed = components['schemas']['Replayed'];
export type ReplaySample = components['schemas']['ReplaySample'];
export type Report = components['schemas']['Report'];
export type RetentionMeasure = components['schemas']['RetentionMeasure'];
export type ReturnsRow = components['schemas']['ReturnsRow'];
export type RevenueMeasure = components['schemas']['RevenueMeasure'];
export type Review = components['schemas']['Review'];
export type RfmCell = components['schemas']['RfmCell'];
export type RfmCustomers = components['schemas']['RfmCustomers'];
export type RfmMeasure = components['schemas']['RfmMeasure'];
export type RfmReport = components['schemas']['RfmReport'];
export type RfmRow = components['schemas']['RfmRow'];
export type Role = components['schemas']['Role'];
export type RolledOut = components['schemas']['RolledOut'];
export type Rollout = components['schemas']['Rollout'];
export type RolloutReport = components['schemas']['RolloutReport'];
export type RolloutStage = components['schemas']['RolloutStage'];
export type RolloutTold = components['schemas']['RolloutTold'];
export type Rule = components['schemas']['Rule'];
export type RulesDifference = components['schemas']['RulesDifference'];
export type Sales = components['schemas']['Sales'];
export type SecondPerson = components['schemas']['SecondPerson'];
export type SegmentDefinition = components['schemas']['SegmentDefinition'];
export type SegmentFlow = components['schemas']['SegmentFlow'];
export type SendCommand = components['schemas']['SendCommand'];
export type SensitiveWords = components['schemas']['SensitiveWords'];
export type Session = components['schemas']['Session'];
export type SetAsideIdentifier = components['schemas']['SetAsideIdentifier'];
export type Share = components['schemas']['Share'];
export type ShareEvidence = components['schemas']['ShareEvidence'];
export type SheetRow = components['schemas']['SheetRow'];
export type ShownWord = components['schemas']['ShownWord'];
export type Simulation = components['schemas']['Simulation'];
export type SimulationReport = components['schemas']['SimulationReport'];
export type SmsLength = components['schemas']['SmsLength'];
export type SmsPreview = components['schemas']['SmsPreview'];
export type Snapshot = components['schemas']['Snapshot'];
export type SourceQuality = components['schemas']['SourceQuality'];
export type StandingReroute = components['schemas']['StandingReroute'];
export type Step = components['schemas']['Step'];
export type StepDiagnosis = components['schemas']['StepDiagnosis'];
export type StepEdits = components['schemas']['StepEdits'];
export type StepFigures = components['schemas']['StepFigures'];
export type StepMeasurement = components['schemas']['StepMeasurement'];
export type StepReview = components['schemas']['StepReview'];
export type SubscriptionPreview = components['schemas']['SubscriptionPreview'];
export type TagAgreement = components['schemas']['TagAgreement'];
export type TagAudit = components['schemas']['TagAudit'];
export type TagDefinition = components['schemas']['TagDefinition'];
export type TagFigures = components['schemas']['TagFigures'];
export type TagFinding = components['schemas']['TagFinding'];
export type TagGroupDefinition = components['schemas']['TagGroupDefinition'];
export type TagHealth = components['schemas']['TagHealth'];
export type TagsFigures = components['schemas']['TagsFigures'];
export type TagShare = components['schemas']['TagShare'];
export type TagSheet = components['schemas']['TagSheet'];
export type TagsReport = components['schemas']['TagsReport'];
export type TagVerdict = components['schemas']['TagVerdict'];
export type TakenField = components['schemas']['TakenField'];
export type TemplateDefinition = components['schemas']['TemplateDefinition'];
export type TemplateVariables = components['schemas']['TemplateVariables'];
export type TestSent = components['schemas']['TestSent'];
export type Text = components['schemas']['Text'];
export type Timeline = components['schemas']['Timeline'];
export type TimelineRow = components['schemas']['TimelineRow'];
export type Totals = components['schemas']['Totals'];
export type TraceStep = components['schemas']['TraceStep'];
export type TraitDefinition = components['schemas']['TraitDefinition'];
export type TraitLineage = components['schemas']['TraitLineage'];
export type Unbound = components['schemas']['Unbound'];
export type UnmergePreview = components['schemas']['UnmergePreview'];
export type UnmergesDone = components['schemas']['UnmergesDone'];
export type UnmergesPreviewed = components['schemas']['UnmergesPreviewed'];
export type UnpublishedChange = components['schemas']['UnpublishedChange'];
export type Untriggered = components['schemas']['Untriggered'];
export type VisitorKey = components['schemas']['VisitorKey'];
export type WaitingContent = components['schemas']['WaitingContent'];
export type Way = components['schemas']['Way'];
export type WebhookPreview = components['schemas']['WebhookPreview'];
export type WecomTaskPreview = components['schemas']['WecomTaskPreview'];
export type WeighedCandidate = components['schemas']['WeighedCandidate'];
export type WholeEvent = components['schemas']['WholeEvent'];
export type Window = components['schemas']['Window'];
export type Words = components['schemas']['Words'];
export type WorkspaceDefinition = components['schemas']['WorkspaceDefinition'];
export type WorkspaceSummary = components['schemas']['WorkspaceSummary'];
export type WriteKey = components['schemas']['WriteKey'];
export type WrittenWord = components['schemas']['WrittenWord'];
export type WrongFigures = components['schemas']['WrongFigures'];
export type ResponseFailed = components['responses']['Failed'];
export type ResponseNotAllowed = components['responses']['NotAllowed'];
export type ResponseNotJson = components['responses']['NotJson'];
export type ResponseNotSignedIn = components['responses']['NotSignedIn'];
export type ResponseTooLarge = components['responses']['TooLarge'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: {
                /** @description `en` or `zh`; default: by `accept-language`. */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthReport"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            /** @description Not at present; ask again after the seconds in the header `retry-after`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthReport"];
                };
            };
        };
    };
    getInboxMessages: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxView"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postInboxMessagesMessageArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postInboxMessagesMessageClick: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Which one was followed; default: the main one. */
                    link?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postInboxMessagesMessageOpen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getInboxStream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A view whenever it has changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["InboxView"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the text format of Prometheus (docs/metrics.md). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Done. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReady: {
        parameters: {
            query?: {
                /** @description `en` or `zh`; default: by `accept-language`. */
                lang?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyReport"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            /** @description Not at present; ask again after the seconds in the header `retry-after`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadyReport"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description A permission, or how permissions begin, e.g. `customers`. */
                area?: string;
                before?: string;
                /** @description Id of the customer that it is about. */
                customer?: string;
                /** @description Ms UTC. */
                from?: number;
                kind?: "look" | "change";
                limit?: number;
                /** @description Id of a member, or of a service’s token. */
                member?: string;
                /** @description Ms UTC, left out itself. */
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["AuditEntry"][];
                        next?: string;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAuditCsv: {
        parameters: {
            query?: {
                /** @description A permission, or how permissions begin, e.g. `customers`. */
                area?: string;
                /** @description Id of the customer that it is about. */
                customer?: string;
                /** @description Ms UTC. */
                from?: number;
                kind?: "look" | "change";
                /** @description Id of a member, or of a service’s token. */
                member?: string;
                /** @description Ms UTC, left out itself. */
                to?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description RFC 4180, with a head line, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    dryRun?: boolean;
                    /** @description Only what came after an earlier one, as its manifest says. */
                    since?: {
                        digest: string;
                        position: number;
                        /** @description By partition. */
                        several?: {
                            customers: {
                                digest: string;
                                position: number;
                                sunk: number;
                            }[];
                            events: {
                                digest: string;
                                position: number;
                                /** @description Up to there no trail of its identity stage is wanted. */
                                resolved?: number;
                                sunk: number;
                            }[];
                        };
                        sunk: number;
                    };
                };
            };
        };
        responses: {
            /** @description Frames, until the last one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBenefits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        benefits: components["schemas"]["BenefitStock"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postBenefitsBenefitCodes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                benefit: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    codes: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description How many, each counted once. */
                        codes: number;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postBroadcasts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    broadcast: {
                        /** @description A day and a time on each customer's own clock: `2026-12-01T10:00`. Refused when it has passed in the workspace's zone. */
                        at: string;
                        channel: string;
                        /** @description For those whom the channel does not reach, in order. */
                        fallbacks?: {
                            channel: string;
                            template: string;
                        }[];
                        /** @description Share of the members that gets nothing; default: a tenth of marketing messages, nobody otherwise. */
                        holdout?: number;
                        /** @description Of the journey; default: of template and date. */
                        id?: string;
                        /**
                         * @default marketing
                         * @enum {string}
                         */
                        messageClass?: "marketing" | "service" | "transactional";
                        /** @description Default: of template and date. */
                        name?: string;
                        purpose: string;
                        segment: string;
                        /** @description Share of clicks that is aimed at; default 0.02. */
                        target?: number;
                        template: string;
                    };
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description A broadcast as the journey that it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastPlan"];
                };
            };
            /** @description A broadcast as the journey that it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastPlan"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_BROADCAST_TIME, VOLANO_BROADCAST_PAST, VOLANO_BROADCAST_TAKEN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_BROADCAST_TIME" | "VOLANO_BROADCAST_PAST" | "VOLANO_BROADCAST_TAKEN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CHANGE_CONFLICT, VOLANO_CHANGE_OVERTAKEN */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CHANGE_CONFLICT" | "VOLANO_CHANGE_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCalendar: {
        parameters: {
            query?: {
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                /** @description The first day; default: today, e.g. `2026-05-01`, in the workspace's time zone. */
                from?: string;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description The last day, e.g. `2026-05-01`, in the workspace's time zone. */
                to?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getChanges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changes: components["schemas"]["ListedChange"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getChangesKindId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: components["schemas"]["DefinitionKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description `null`: nobody has left any. */
                        change: components["schemas"]["UnpublishedChange"] | null;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    putChangesKindId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: components["schemas"]["DefinitionKind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `null`: it is to be removed. */
                    definition: {
                        [key: string]: unknown;
                    } | null;
                    /** @description Number of the newest release that was seen; 0 before the first. */
                    on: number;
                    /** @description Of the change as it was read; absent: there was none. */
                    revision?: number;
                };
            };
        };
        responses: {
            /** @description A definition as somebody left it, not released yet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnpublishedChange"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_RELEASE_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_RELEASE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CHANGE_CONFLICT, VOLANO_CHANGE_OVERTAKEN */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CHANGE_CONFLICT" | "VOLANO_CHANGE_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteChangesKindId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: components["schemas"]["DefinitionKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postChangesPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description About customers inside of journeys that change, by journey. */
                    edits?: {
                        [key: string]: components["schemas"]["StepEdits"];
                    };
                    /** @description Only these, and the new definitions that they refer to; absent: all. */
                    only?: {
                        id: string;
                        kind: components["schemas"]["DefinitionKind"];
                        /** @description Only if it is still this one. */
                        revision?: number;
                    }[];
                    /** @description How journeys that change reach customers; absent: as each journey says. */
                    rollout?: "at_once" | components["schemas"]["Rollout"];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN, VOLANO_RELEASE_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN" | "VOLANO_RELEASE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CHANGE_CONFLICT, VOLANO_CHANGE_OVERTAKEN */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CHANGE_CONFLICT" | "VOLANO_CHANGE_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postChangesRelease: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Ids of lints whose errors are accepted. */
                    accept?: string[];
                    /** @description About customers inside of journeys that change, by journey. */
                    edits?: {
                        [key: string]: components["schemas"]["StepEdits"];
                    };
                    /** @description What changes, for people. */
                    note?: string;
                    /** @description Number of the newest release that was looked at: it is made on no other one. */
                    on: number;
                    /** @description Only these, and the new definitions that they refer to; absent: all. */
                    only?: {
                        id: string;
                        kind: components["schemas"]["DefinitionKind"];
                        /** @description Only if it is still this one. */
                        revision?: number;
                    }[];
                    /** @description How journeys that change reach customers; absent: as each journey says. */
                    rollout?: "at_once" | components["schemas"]["Rollout"];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseSummary"];
                };
            };
            /** @description It waits for a second person, under this id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposed"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN, VOLANO_RELEASE_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN" | "VOLANO_RELEASE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CHANGE_CONFLICT, VOLANO_CHANGE_OVERTAKEN, VOLANO_RELEASE_OVERTAKEN */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CHANGE_CONFLICT" | "VOLANO_CHANGE_OVERTAKEN" | "VOLANO_RELEASE_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channels: components["schemas"]["ChannelStanding"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postChannelsChannelTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Into whose inbox it is put; of in-app channels only. */
                    customer?: string;
                    /**
                     * @default en
                     * @enum {string}
                     */
                    language?: "en" | "zh";
                    /** @description An address on the channel; not of in-app channels. */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description What became of a test. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSent"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE, VOLANO_TEST_SEND_LIMIT */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE" | "VOLANO_TEST_SEND_LIMIT";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getContent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: components["schemas"]["ContentItem"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postContentTemplateApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a template, or of a block. */
                template: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Of what was looked at: nothing else is approved or returned. Absent: what there is now. */
                    fingerprint?: string;
                    /**
                     * @description Default: a template.
                     * @enum {string}
                     */
                    kind?: "template" | "block";
                    /** @description Why, for whoever wrote it. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentWord"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_CSRF, VOLANO_ACCESS_DENIED, VOLANO_ORIGIN_FOREIGN, VOLANO_CONTENT_OWN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_CSRF" | "VOLANO_ACCESS_DENIED" | "VOLANO_ORIGIN_FOREIGN" | "VOLANO_CONTENT_OWN";
                        /** @description The one that is missing. */
                        permission?: string;
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CONTENT_CHANGED */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CONTENT_CHANGED";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getContentTemplatePreview: {
        parameters: {
            query?: {
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                /** @description A JSON object: the properties of the triggering event. */
                event?: string;
                /** @description Instead of that of the customer. */
                locale?: string;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Of the identifier. */
                value?: string;
                variant?: string;
                /** @description Default: the latest. */
                version?: number;
            };
            header?: never;
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentPreview"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postContentTemplateReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of a template, or of a block. */
                template: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Of what was looked at: nothing else is approved or returned. Absent: what there is now. */
                    fingerprint?: string;
                    /**
                     * @description Default: a template.
                     * @enum {string}
                     */
                    kind?: "template" | "block";
                    /** @description Why, for whoever wrote it. */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentWord"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_CSRF, VOLANO_ACCESS_DENIED, VOLANO_ORIGIN_FOREIGN, VOLANO_CONTENT_OWN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_CSRF" | "VOLANO_ACCESS_DENIED" | "VOLANO_ORIGIN_FOREIGN" | "VOLANO_CONTENT_OWN";
                        /** @description The one that is missing. */
                        permission?: string;
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CONTENT_CHANGED */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CONTENT_CHANGED";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postContentTemplateRollback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note?: string;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseSummary"] | {
                        draft: string;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postContentTemplateTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Blocks that are being changed too; the others are those of the running release. */
                    blocks?: ({
                        id: string;
                        /** @constant */
                        kind: "block";
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @description Id of a channel. */
                    channel: string;
                    /** @description As whom; or `namespace` and `value`. Default: nobody, every value is missing. */
                    customer?: string;
                    /** @description As far as it is written. */
                    definition: {
                        id: string;
                        /** @enum {string} */
                        kind: "template" | "block";
                    } & {
                        [key: string]: unknown;
                    };
                    /** @description Properties of the triggering event. */
                    event?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description In which it says that it is a test.
                     * @default en
                     * @enum {string}
                     */
                    language?: "en" | "zh";
                    /** @description Instead of that of the customer. */
                    locale?: string;
                    namespace?: string;
                    /** @description An address on the channel. */
                    to: string;
                    value?: string;
                    /** @description '': the content of the template itself. Default: the one that the customer would get. */
                    variant?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentTest"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE, VOLANO_TEST_SEND_LIMIT */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE" | "VOLANO_TEST_SEND_LIMIT";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getContentTemplateVersions: {
        parameters: {
            query?: {
                /** @description Default: the one before. */
                from?: number;
                /** @description Default: the latest. */
                to?: number;
            };
            header?: never;
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentVersions"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getContentApprovals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: components["schemas"]["WaitingContent"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getContentPagesPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page that can run and reach nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postContentPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Blocks that are being changed too; the others are those of the running release. */
                    blocks?: ({
                        id: string;
                        /** @constant */
                        kind: "block";
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @description As whom; or `namespace` and `value`. Default: nobody, every value is missing. */
                    customer?: string;
                    /** @description As far as it is written. */
                    definition: {
                        id: string;
                        /** @enum {string} */
                        kind: "template" | "block";
                    } & {
                        [key: string]: unknown;
                    };
                    /** @description Properties of the triggering event. */
                    event?: {
                        [key: string]: unknown;
                    };
                    /** @description Instead of that of the customer. */
                    locale?: string;
                    namespace?: string;
                    value?: string;
                    /** @description '': the content of the template itself. Default: the one that the customer would get. */
                    variant?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContentDraftPreview"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCounters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counters"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCustomers: {
        parameters: {
            query?: {
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customers: components["schemas"]["Profile"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCustomersCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer, with the entry of the log that linked each identifier. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DescribedProfile"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCustomersNamespaceValue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                namespace: string;
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer, with the entry of the log that linked each identifier. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DescribedProfile"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCustomersSearch: {
        parameters: {
            query: {
                /** @description `next` of the page before. */
                after?: string;
                limit?: number;
                /** @description Only of this one; default: all. */
                namespace?: string;
                /** @description As it is written: upper and lower case differ. */
                prefix: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundCustomers"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDeadLetters: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: number;
                channel?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of all that are kept. */
                        count: number;
                        letters: components["schemas"]["DeadLetter"][];
                        /** @description Absent on the last page. */
                        next?: number;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postDecide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Read as properties of the request. */
                    context?: {
                        [key: string]: unknown;
                    };
                    /** @description Who is asked about, by id; or `identifiers`. */
                    customer?: string;
                    /** @description By namespace. */
                    identifiers?: {
                        [key: string]: string;
                    };
                    locale?: string;
                    /** @description Keeps the decision as an event of the customer. */
                    log?: boolean;
                    placement: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDefinitions: {
        parameters: {
            query?: {
                /** @description Only of this kind. */
                kind?: components["schemas"]["DefinitionKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        definitions: components["schemas"]["ReleasedDefinition"][];
                        /** @description 0 before the first. */
                        release: number;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDefinitionsKindId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: components["schemas"]["DefinitionKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        versions: components["schemas"]["DefinitionVersion"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDiagnosis: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeys: components["schemas"]["JourneyDiagnosis"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postDictionaryCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A project, as `docs/schemas/project.json` describes it. */
                    project: {
                        definitions: unknown[];
                    };
                    /** @description Of events that came since then, ms. */
                    since: number;
                    source?: string;
                };
            };
        };
        responses: {
            /** @description What a dictionary would say of the events that came. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DictionaryChecked"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDictionaryInfer: {
        parameters: {
            query?: {
                /** @description Of events that came since then, ms. */
                since?: number;
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["InferredEvent"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDrafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        drafts: components["schemas"]["Draft"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDraftsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN, VOLANO_DRAFT_DECIDED, VOLANO_DRAFT_OWN, VOLANO_DRAFT_OVERTAKEN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN" | "VOLANO_DRAFT_DECIDED" | "VOLANO_DRAFT_OWN" | "VOLANO_DRAFT_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postDraftsIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseSummary"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN, VOLANO_DRAFT_DECIDED, VOLANO_DRAFT_OWN, VOLANO_DRAFT_OVERTAKEN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN" | "VOLANO_DRAFT_DECIDED" | "VOLANO_DRAFT_OWN" | "VOLANO_DRAFT_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postDraftsIdReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    note?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN, VOLANO_DRAFT_DECIDED, VOLANO_DRAFT_OWN, VOLANO_DRAFT_OVERTAKEN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN" | "VOLANO_DRAFT_DECIDED" | "VOLANO_DRAFT_OWN" | "VOLANO_DRAFT_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEvents: {
        parameters: {
            query?: {
                event?: string;
                /** @description Only events that do not keep to the dictionary. */
                flagged?: "true";
                limit?: number;
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["LatestEvent"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEventsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeEvent"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getExplain: {
        parameters: {
            query?: {
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                /** @description How the customer stands with it; default: with all. */
                journey?: string;
                /** @description Why it was sent, or not. */
                message?: string;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postForecast: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description When it would be sent, ms; default: now. */
                    at?: number;
                    channel: string;
                    /**
                     * @default marketing
                     * @enum {string}
                     */
                    messageClass?: "marketing" | "service" | "transactional";
                    purpose: string;
                    segment: string;
                };
            };
        };
        responses: {
            /** @description How many would get it, and what keeps it from the others. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecast"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Groups"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getIdentity: {
        parameters: {
            query?: {
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How a profile came to be. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityHistory"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postIdentityBind: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only what it would come to. */
                    dryRun?: boolean;
                    identifier: [
                        string,
                        string
                    ];
                    /** @description An identifier of the profile. */
                    to: [
                        string,
                        string
                    ];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bound"] | components["schemas"]["BindPreviewed"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_IDENTIFIER_BLOCKED, VOLANO_IDENTIFIER_SHARED, VOLANO_BIND_EXCEEDED, VOLANO_UNBIND_ALONE */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_IDENTIFIER_BLOCKED" | "VOLANO_IDENTIFIER_SHARED" | "VOLANO_BIND_EXCEEDED" | "VOLANO_UNBIND_ALONE";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getIdentityPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null: none is under way. */
                        progress: components["schemas"]["IdentityPreviewProgress"] | null;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postIdentityPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A project, as `docs/schemas/project.json` describes it. */
                    project: {
                        definitions: unknown[];
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesDifference"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postIdentityUnbind: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only what it would come to. */
                    dryRun?: boolean;
                    identifier: [
                        string,
                        string
                    ];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unbound"] | components["schemas"]["UnmergePreview"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_IDENTIFIER_BLOCKED, VOLANO_IDENTIFIER_SHARED, VOLANO_BIND_EXCEEDED, VOLANO_UNBIND_ALONE */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_IDENTIFIER_BLOCKED" | "VOLANO_IDENTIFIER_SHARED" | "VOLANO_BIND_EXCEEDED" | "VOLANO_UNBIND_ALONE";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postIdentityUnmerge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description With `from`: the profile. */
                    customer?: string;
                    /** @description Only what it would come to. */
                    dryRun?: boolean;
                    /** @description Customers that it has absorbed. */
                    from?: string[];
                    /** @description This, `source`, `message`, `since` and `until` name what caused merges. */
                    identifier?: [
                        string,
                        string
                    ];
                    /** @description Profiles that one request parts at most. */
                    max?: number;
                    message?: string;
                    since?: number;
                    source?: string;
                    until?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmergesDone"] | components["schemas"]["UnmergesPreviewed"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MERGE_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MERGE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postInboxTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    identifier: [
                        string,
                        string
                    ];
                    /** @default 60 */
                    minutes?: number;
                } | {
                    customer: string;
                    /** @default 60 */
                    minutes?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Ms since 1970 UTC. */
                        expiresAt: number;
                        token: string;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJourneys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeys: components["schemas"]["JourneyFigures"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJourneysJourney: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                journey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JourneyDetail"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJourneysJourneyDiagnosis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                journey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A journey as it is, its steps in reading order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JourneyDiagnosis"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postJourneysJourneyStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                journey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who starts it, by id; or `identifiers`. */
                    customer?: string;
                    identifiers?: [
                        string,
                        string
                    ][];
                    /** @description Asked again under the same one within 48 hours it counts once. */
                    messageId?: string;
                    /** @description At hand as those of an event would be. */
                    properties?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JourneyStarted"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_JOURNEY_NOT_STARTABLE, VOLANO_CALL_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_JOURNEY_NOT_STARTABLE" | "VOLANO_CALL_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postJourneysJourneyStepsStepReroute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                journey: string;
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `on`: to the fallback path; `off`: as it is; `auto`: as the guardrails say.
                     * @enum {string}
                     */
                    action: "on" | "off" | "auto";
                    /** @default staff */
                    by?: string;
                    /** @default  */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description A journey as it is, its steps in reading order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JourneyDiagnosis"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_FALLBACK_MISSING */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_FALLBACK_MISSING";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getLibrarySensitiveWords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lists: components["schemas"]["ReadyList"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getLineage: {
        parameters: {
            query?: {
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Default: all. */
                trait?: string[];
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One update a second. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveUpdate"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsMeasure"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresFunnel: {
        parameters: {
            query: {
                /** @description Two to eight different events, in order: `?event=A&event=B`. */
                event: string[];
                /** @description First day, e.g. `2026-01-05`, in the workspace's time zone; default: 29 days before `to`. */
                from?: string;
                /** @description Only its members of today. */
                segment?: string;
                /** @description Last day; default: today. */
                to?: string;
                /** @description From the first to the last step. */
                windowDays?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunnelMeasure"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresLatency: {
        parameters: {
            query?: {
                /** @description What a row is of; default: what makes few rows. */
                by?: "day" | "week" | "month";
                /** @description First day, e.g. `2026-01-05`, in the workspace's time zone; default: 29 days before `to`. */
                from?: string;
                /** @description Last day; default: today. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatencyMeasure"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresLift: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiftMeasure"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresMessages: {
        parameters: {
            query?: {
                /** @description First day, e.g. `2026-01-05`, in the workspace's time zone; default: 29 days before `to`. */
                from?: string;
                /** @description Last day; default: today. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagesMeasure"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionMeasure"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresRevenue: {
        parameters: {
            query?: {
                /** @description What a row is of; default: what makes few rows. */
                by?: "day" | "week" | "month";
                /** @description First day, e.g. `2026-01-05`, in the workspace's time zone; default: 29 days before `to`. */
                from?: string;
                /** @description Last day; default: today. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevenueMeasure"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresRfm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RfmMeasure"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMeasuresRfmCustomers: {
        parameters: {
            query: {
                /** @description `next` of the page before. */
                after?: string;
                f: number;
                limit?: number;
                r: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RfmCustomers"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        members: components["schemas"]["ListedMember"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dataClasses?: ("none" | "pseudonymous" | "personal" | "sensitive")[];
                    /** Format: email */
                    email: string;
                    /** @enum {string} */
                    language?: "en" | "zh";
                    name: string;
                    roles: ("owner" | "data_steward" | "journey_designer" | "rules_engineer" | "content_creator" | "channel_operator" | "analyst" | "advisor" | "service_agent" | "compliance_reviewer" | "executive")[];
                    scope?: components["schemas"]["DataScope"];
                    tags?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        link: components["schemas"]["OneTimeLink"];
                        member: components["schemas"]["Member"];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_EMAIL_TAKEN, VOLANO_ACCESS_FIRST_OWNER */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_EMAIL_TAKEN" | "VOLANO_ACCESS_FIRST_OWNER";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMembersMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: components["schemas"]["Member"];
                        sessions: components["schemas"]["Session"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    patchMembersMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description null: as usual. */
                    dataClasses?: ("none" | "pseudonymous" | "personal" | "sensitive")[] | null;
                    /** Format: email */
                    email?: string;
                    /** @enum {string} */
                    language?: "en" | "zh";
                    name?: string;
                    roles?: ("owner" | "data_steward" | "journey_designer" | "rules_engineer" | "content_creator" | "channel_operator" | "analyst" | "advisor" | "service_agent" | "compliance_reviewer" | "executive")[];
                    /** @description null: all customers. */
                    scope?: components["schemas"]["DataScope"] | null;
                    /** @enum {string} */
                    state?: "active" | "disabled";
                    /** @description null: all. */
                    tags?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: components["schemas"]["Member"];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_EMAIL_TAKEN, VOLANO_ACCESS_LAST_OWNER */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_EMAIL_TAKEN" | "VOLANO_ACCESS_LAST_OWNER";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postMembersMemberLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        link: components["schemas"]["OneTimeLink"];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteMembersMemberSessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMessages: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: string;
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                limit?: number;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messages: components["schemas"]["MessageState"][];
                        /** @description Absent on the last page. */
                        next?: string;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getNames: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: {
                            [key: string]: components["schemas"]["Text"];
                        };
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOutbox: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: number;
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                limit?: number;
                /** @description Only this one. */
                message?: string;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxPage"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOutboxMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A message as the outbox page shows it. Times are wall clocks in ms, except `command.at`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CapturedMessage"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOutboxMessagePreview: {
        parameters: {
            query?: {
                key?: string;
            };
            header?: never;
            path: {
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page that can run and reach nothing, or a text. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "text/plain": string;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Ids of lints whose errors are accepted. */
                    accept?: string[];
                    /** @description About customers inside of journeys that change, by journey. */
                    edits?: {
                        [key: string]: components["schemas"]["StepEdits"];
                    };
                    /** @description What changes, for people. */
                    note?: string;
                    /** @description A project, as `docs/schemas/project.json` describes it. */
                    project: {
                        definitions: unknown[];
                    };
                    /** @description How journeys that change reach customers; absent: as each journey says. */
                    rollout?: "at_once" | components["schemas"]["Rollout"];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN, VOLANO_RELEASE_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN" | "VOLANO_RELEASE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPlaybooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        playbooks: components["schemas"]["Playbook"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postPlaybooksPlaybook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                playbook: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaybookPlan"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaybookPlan"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_PLAYBOOK_LACKS, VOLANO_PLAYBOOK_COLLIDES, VOLANO_RELEASE_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_PLAYBOOK_LACKS" | "VOLANO_PLAYBOOK_COLLIDES" | "VOLANO_RELEASE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CHANGE_CONFLICT, VOLANO_CHANGE_OVERTAKEN */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CHANGE_CONFLICT" | "VOLANO_CHANGE_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    condition?: {
                        /** @enum {string} */
                        combinator: "and" | "or";
                        rules: unknown[];
                    } & {
                        [key: string]: unknown;
                    };
                    /** @description Whether it holds of this one, and why; or `namespace` and `value`. */
                    customer?: string;
                    /** @description A segment or tag. This, or `condition`, or `of`. */
                    definition?: {
                        id: string;
                        kind: string;
                    } & {
                        [key: string]: unknown;
                    };
                    namespace?: string;
                    of?: string;
                    /** @description Default: all. */
                    parts?: ("sample" | "overlap" | "reach")[];
                    /** @description What it is part of; default: the running release. */
                    project?: {
                        definitions: unknown[];
                    } & {
                        [key: string]: unknown;
                    };
                    sample?: number;
                    value?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getQuality: {
        parameters: {
            query?: {
                /** @description As of this instant, ms; default: now. */
                at?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The quality of all data at a moment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quality"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getQualityHours: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hours: components["schemas"]["HourCounts"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getQuarantine: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: string;
                /** @description Why it was refused. */
                code?: string;
                event?: string;
                /** @description What was at fault. */
                field?: string;
                limit?: number;
                /** @description Came since then, ms. */
                since?: number;
                source?: string;
                /** @description Came before then, ms. */
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Absent on the last page. */
                        next?: string;
                        records: components["schemas"]["QuarantinedCall"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getQuarantineId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A call that was refused, and what has become of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinedCallShown"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postQuarantineDrop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Only those after this one. */
                    after?: string;
                    /** @default true */
                    dryRun?: boolean;
                    /**
                     * @description Records looked at, oldest first.
                     * @default 20000
                     */
                    limit?: number;
                    /** @default {} */
                    selection?: {
                        code?: string;
                        event?: string;
                        field?: string;
                        ids?: string[];
                        since?: number;
                        source?: string;
                        until?: number;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dropped"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getQuarantineIdentifiers: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        identifiers: components["schemas"]["SetAsideIdentifier"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postQuarantineReplay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Only those after this one. */
                    after?: string;
                    /** @description A mapping (docs/quarantine.md); none: as they are. */
                    correction?: unknown;
                    /** @default true */
                    dryRun?: boolean;
                    /**
                     * @description Records looked at, oldest first.
                     * @default 20000
                     */
                    limit?: number;
                    /** @default {} */
                    selection?: {
                        code?: string;
                        event?: string;
                        field?: string;
                        ids?: string[];
                        since?: number;
                        source?: string;
                        until?: number;
                    };
                };
            };
        };
        responses: {
            /** @description `selected` = `passed` + `repeated` + `failed` + `unreadable`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_CORRECTION_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_CORRECTION_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getQuarantineStats: {
        parameters: {
            query?: {
                /** @description Why it was refused. */
                code?: string;
                event?: string;
                /** @description What was at fault. */
                field?: string;
                /** @description Came since then, ms. */
                since?: number;
                source?: string;
                /** @description Came before then, ms. */
                until?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineCounts"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRecommendations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recommendations: string[];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRecommendationsRecommendation: {
        parameters: {
            query?: {
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                /** @description Or whom it is for. */
                item?: string;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path: {
                recommendation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendationAnswer"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postRedeliver: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @constant */
                    all?: true;
                    channel?: string;
                    dryRun?: boolean;
                    /** @description This one; or `channel`, or `all`. */
                    message?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redelivered"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postRehearsalsSimulations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Whether the release in force is simulated beside it.
                     * @default true
                     */
                    compare?: boolean;
                    /** @description First instant, ms since 1970 UTC. From there on the changes count. */
                    since: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CHANGE_OVERTAKEN */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CHANGE_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_REHEARSAL_IMPOSSIBLE, VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_REHEARSAL_IMPOSSIBLE" | "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE, VOLANO_REHEARSAL_BUSY */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE" | "VOLANO_REHEARSAL_BUSY";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRehearsalsSimulationsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteRehearsalsSimulationsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postRehearsalsTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The arm to be taken at a split, by the id of its step. */
                    arms?: {
                        [key: string]: string;
                    };
                    /** @description Id of a customer, a copy of whom is led through; or else `namespace` and `value`. Without: somebody made up. */
                    customer?: string;
                    /**
                     * @description Whether chance holds the customer out: `nobody` is (default of one who is made up), or as the workspace draws (default of a customer who is known).
                     * @enum {string}
                     */
                    holdout?: "nobody" | "drawn";
                    /** @description Its id. It is tried as the newest release has it with all unpublished changes. */
                    journey: string;
                    /** @description How much virtual time passes, at most 400d. */
                    length?: string;
                    /** @description Of an identifier, e.g. `user_id`; with `value`. */
                    namespace?: string;
                    /** @description What the customer does, in this order. */
                    script?: {
                        /** @description So long after what stands before it, e.g. `2h`; default: at once. */
                        after?: string;
                        consent?: {
                            granted: boolean;
                            purpose: string;
                        };
                        /** @description Name of an event that comes in. */
                        event?: string;
                        properties?: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description The journey is started by name; the properties are handed over to it.
                         * @constant
                         */
                        start?: true;
                        /** @description What it tells about itself, before the event. */
                        traits?: {
                            [key: string]: unknown;
                        };
                    }[];
                    /** @description Of the identifier. */
                    value?: string;
                };
            };
        };
        responses: {
            /** @description What became of one customer in a journey, in virtual time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsedJourney"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_CHANGE_OVERTAKEN */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_CHANGE_OVERTAKEN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_JOURNEY_TEST_INVALID, VOLANO_REHEARSAL_IMPOSSIBLE, VOLANO_REHEARSAL_LIMIT, VOLANO_DURATION_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_REHEARSAL_IMPOSSIBLE" | "VOLANO_REHEARSAL_LIMIT" | "VOLANO_DURATION_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE, VOLANO_REHEARSAL_BUSY */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE" | "VOLANO_REHEARSAL_BUSY";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReleases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        releases: components["schemas"]["MadeRelease"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postReleases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Ids of lints whose errors are accepted. */
                    accept?: string[];
                    /** @description About customers inside of journeys that change, by journey. */
                    edits?: {
                        [key: string]: components["schemas"]["StepEdits"];
                    };
                    /** @description What changes, for people. */
                    note?: string;
                    /** @description A project, as `docs/schemas/project.json` describes it. */
                    project: {
                        definitions: unknown[];
                    };
                    /** @description How journeys that change reach customers; absent: as each journey says. */
                    rollout?: "at_once" | components["schemas"]["Rollout"];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseSummary"];
                };
            };
            /** @description It waits for a second person, under this id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposed"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN, VOLANO_RELEASE_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN" | "VOLANO_RELEASE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReleasesNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number, or `current`. */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An immutable, numbered set of definitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReleasesNumberChanges: {
        parameters: {
            query?: {
                /** @description Number of the release that it is compared with; 0: none. Default: the one before. */
                since?: number;
            };
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changes: components["schemas"]["Change"][];
                        since: number;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReleasesStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the latest release stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseStanding"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        permissions: components["schemas"]["Permission"][];
                        roles: components["schemas"]["Role"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postRollback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Ids of lints whose errors are accepted. */
                    accept?: string[];
                    dryRun?: boolean;
                    /** @description About customers inside of journeys that change, by journey. */
                    edits?: {
                        [key: string]: components["schemas"]["StepEdits"];
                    };
                    /** @description What changes, for people. */
                    note?: string;
                    /** @description Number of a release; default: the one before that in force. */
                    to?: number;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_MEMBER_UNKNOWN, VOLANO_RELEASE_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_MEMBER_UNKNOWN" | "VOLANO_RELEASE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_DURATION_INVALID, VOLANO_JOURNEY_TEST_INVALID, VOLANO_TIME_ZONE_UNKNOWN, VOLANO_PROJECT_INVALID, VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_DUPLICATE, VOLANO_DEFINITION_IN_USE, VOLANO_TEMPLATE_INVALID, VOLANO_PROJECT_UNREADABLE, VOLANO_RELEASE_UNSOUND, VOLANO_RELEASE_BLOCKED */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_DURATION_INVALID" | "VOLANO_JOURNEY_TEST_INVALID" | "VOLANO_TIME_ZONE_UNKNOWN" | "VOLANO_PROJECT_INVALID" | "VOLANO_DEFINITION_INVALID" | "VOLANO_REFERENCE_UNKNOWN" | "VOLANO_DEFINITION_CYCLE" | "VOLANO_DEFINITION_DUPLICATE" | "VOLANO_DEFINITION_IN_USE" | "VOLANO_TEMPLATE_INVALID" | "VOLANO_PROJECT_UNREADABLE" | "VOLANO_RELEASE_UNSOUND" | "VOLANO_RELEASE_BLOCKED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRollouts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rollouts: components["schemas"]["RolloutReport"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postRolloutsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "advance" | "pause" | "resume" | "halt";
                    reason?: string;
                    /** @description Index of the one to go to; default: the next. */
                    stage?: number;
                };
            };
        };
        responses: {
            /** @description How a rollout stands. Instants in ms. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolloutReport"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_ROLLOUT_STATE, VOLANO_MEMBER_UNKNOWN */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_ROLLOUT_STATE" | "VOLANO_MEMBER_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSegmentsSegmentFlow: {
        parameters: {
            query?: {
                /** @description How many, the last one included. */
                days?: number;
                /** @description The last day; default: today, e.g. `2026-05-01`, in the workspace's time zone. */
                to?: string;
            };
            header?: never;
            path: {
                segment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each customer counts once on each side, so that a side adds up to everybody who came, or went. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentFlow"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSegmentsSegmentHistory: {
        parameters: {
            query?: {
                /** @description The first day; default: 90 days, e.g. `2026-05-01`, in the workspace's time zone. */
                from?: string;
                /** @description The last day; default: today, e.g. `2026-05-01`, in the workspace's time zone. */
                to?: string;
            };
            header?: never;
            path: {
                segment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupHistory"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSegmentsSegmentMembers: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                segment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMembers"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who asks, and what it may. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Principal"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ORIGIN_FOREIGN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ORIGIN_FOREIGN";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    name?: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Who asks, and what it may. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Principal"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_ACCESS_FIELD, VOLANO_ACCESS_PASSWORD_WEAK */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_ACCESS_FIELD" | "VOLANO_ACCESS_PASSWORD_WEAK";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REFUSED, VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REFUSED" | "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ORIGIN_FOREIGN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ORIGIN_FOREIGN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_THROTTLED */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_THROTTLED";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSession: {
        parameters: {
            query?: {
                /** @description Ends all of the member’s sessions. */
                everywhere?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_CSRF, VOLANO_ORIGIN_FOREIGN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_CSRF" | "VOLANO_ORIGIN_FOREIGN";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    patchSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    language?: "en" | "zh";
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Who asks, and what it may. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Principal"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postSessionJoin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: email
                     * @description Of the first owner only.
                     */
                    email?: string;
                    /** @description What stands behind the # of the link. */
                    link: string;
                    /** @description Of the first owner only. */
                    name?: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Who asks, and what it may. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Principal"];
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_ACCESS_FIELD, VOLANO_ACCESS_PASSWORD_WEAK */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_ACCESS_FIELD" | "VOLANO_ACCESS_PASSWORD_WEAK";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ORIGIN_FOREIGN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ORIGIN_FOREIGN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_LINK_INVALID */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_LINK_INVALID";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postSessionLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What stands behind the # of the link. */
                    link: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description It makes the first owner, who gives name and e-mail address.
                         * @constant
                         */
                        setup: true;
                    } | {
                        email: string;
                        invited: boolean;
                        /** @enum {string} */
                        language?: "en" | "zh";
                        name: string;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ORIGIN_FOREIGN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ORIGIN_FOREIGN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_LINK_INVALID */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_LINK_INVALID";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSessionOidc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ORIGIN_FOREIGN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ORIGIN_FOREIGN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSessionOidcCallback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_OIDC */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_OIDC";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ORIGIN_FOREIGN */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ORIGIN_FOREIGN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_FIRST_OWNER */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_FIRST_OWNER";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postSessionPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_ACCESS_PASSWORD_WEAK */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_ACCESS_PASSWORD_WEAK";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG, VOLANO_ACCESS_SIGN_IN_REFUSED */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG" | "VOLANO_ACCESS_SIGN_IN_REFUSED";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE, VOLANO_ACCESS_THROTTLED */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE" | "VOLANO_ACCESS_THROTTLED";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSessionWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        oidc?: {
                            name: string;
                        };
                        /** @constant */
                        password: true;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessions: components["schemas"]["OwnSession"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSessionsSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSnapshots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The first entry that the log still has. */
                        logFrom: number | null;
                        snapshots: components["schemas"]["Snapshot"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postSnapshots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description A snapshot of the state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sources: {
                            id: string;
                        }[];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postSourcesSourceWriteKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description What it is for. */
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: components["schemas"]["WriteKey"];
                        /** @description Told this once. */
                        secret: string;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSteps: {
        parameters: {
            query?: {
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                limit?: number;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        steps: components["schemas"]["TraceStep"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTags: {
        parameters: {
            query?: {
                /** @description Customers drawn. */
                sample?: number;
                /** @description Says which are drawn. */
                seed?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagsFigures"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTagsTag: {
        parameters: {
            query?: {
                /** @description Customers drawn. */
                sample?: number;
                /** @description Says which are drawn. */
                seed?: string;
            };
            header?: never;
            path: {
                tag: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tag with what has been found about it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagHealth"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTagsTagHistory: {
        parameters: {
            query?: {
                /** @description The first day; default: 90 days, e.g. `2026-05-01`, in the workspace's time zone. */
                from?: string;
                /** @description The last day; default: today, e.g. `2026-05-01`, in the workspace's time zone. */
                to?: string;
            };
            header?: never;
            path: {
                tag: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupHistory"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTagsTagMembers: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                tag: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupMembers"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTagsTagSheet: {
        parameters: {
            query?: {
                /** @description Customers drawn. */
                sample?: number;
                /** @description Says which are drawn. */
                seed?: string;
            };
            header?: never;
            path: {
                tag: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagSheet"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postTagsAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 200 */
                    sample?: number;
                    /** @default volano */
                    seed?: string;
                    /** @description Default: all. */
                    tag?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagAudit"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postTagsJudgements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    right: number;
                    rows: number;
                    sheet: string;
                    tag: string;
                    version: number;
                    wrong: number;
                };
            };
        };
        responses: {
            /** @description With what it comes to: of those judged, how many are right. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgedAccuracy"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTimeline: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                before?: string;
                /** @description Id of a customer; or else `namespace` and `value`. */
                customer?: string;
                /** @description Only events of these names. */
                event?: string[];
                /** @description Ms since 1970, a date (its beginning in UTC), or an instant with its offset, e.g. `2026-05-01T09:30Z`. */
                from?: string;
                /** @description Default: all. */
                kind?: ("events" | "facts" | "messages")[];
                limit?: number;
                /** @description Of an identifier, e.g. `user_id`; with `value`. */
                namespace?: string;
                /** @description Only events of these sources. */
                source?: string[];
                /** @description Ms since 1970, a date (its beginning in UTC), or an instant with its offset, e.g. `2026-05-01T09:30Z`. */
                to?: string;
                /** @description Of the identifier. */
                value?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTokens: {
        parameters: {
            query?: {
                /** @description Needs the permission settings.tokens. */
                all?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokens: components["schemas"]["ApiToken"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Until it expires; absent: never. */
                    days?: number;
                    name: string;
                    permissions: ("self" | "overview.read" | "reports.read" | "customers.read" | "customers.personal" | "customers.identity" | "messages.read" | "messages.redeliver" | "messages.test" | "inbox.issue" | "segments.read" | "segments.write" | "tags.read" | "tags.write" | "tags.audit" | "traits.write" | "dictionary.read" | "dictionary.write" | "journeys.read" | "journeys.write" | "journeys.start" | "journeys.reroute" | "calendar.read" | "content.read" | "content.preview" | "content.write" | "content.approve" | "channels.write" | "policies.write" | "benefits.read" | "benefits.write" | "recommendations.read" | "decide" | "quality.read" | "quarantine.read" | "quarantine.replay" | "quarantine.drop" | "releases.read" | "releases.write" | "releases.approve" | "releases.reject" | "releases.rollback" | "releases.rollout" | "backup.read" | "backup.take" | "system.read" | "settings.sources" | "settings.workspace" | "settings.members" | "settings.tokens" | "audit.read")[];
                    /**
                     * @description Of a service, in nobody’s name. Needs the permission settings.tokens.
                     * @default false
                     */
                    service?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        token: components["schemas"]["ApiToken"];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteTokensToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the running release has it; before the first one only the product's version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceSummary"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWriteKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorKey"];
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWriteKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: components["schemas"]["WriteKey"][];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWriteKeysKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: components["schemas"]["WriteKey"];
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_WRITE_KEY_FIXED */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_WRITE_KEY_FIXED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
    postWriteKeysKeyRotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description When the old one ends, ms UTC, at most 366 days ahead; absent: in 24 hours. What is past: now. */
                    until?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: components["schemas"]["WriteKey"];
                        old: components["schemas"]["WriteKey"];
                        /** @description Told this once. */
                        secret: string;
                    };
                };
            };
            /** @description VOLANO_QUERY_INVALID, VOLANO_WRITE_KEY_FIXED, VOLANO_WRITE_KEY_ENDED */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_QUERY_INVALID" | "VOLANO_WRITE_KEY_FIXED" | "VOLANO_WRITE_KEY_ENDED";
                        reason: string;
                    };
                };
            };
            /** @description VOLANO_ACCESS_SIGN_IN_REQUIRED, VOLANO_ACCESS_TOKEN_INVALID, VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_SIGN_IN_REQUIRED" | "VOLANO_ACCESS_TOKEN_INVALID" | "VOLANO_ADMIN_TOKEN_REQUIRED" | "VOLANO_ADMIN_TOKEN_WRONG";
                        reason: string;
                    };
                };
            };
            403: components["responses"]["NotAllowed"];
            /** @description VOLANO_RESOURCE_UNKNOWN */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_RESOURCE_UNKNOWN";
                        reason: string;
                    };
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description VOLANO_ACCESS_RATE */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        code: "VOLANO_ACCESS_RATE";
                        reason: string;
                    };
                };
            };
            500: components["responses"]["Failed"];
            503: components["responses"]["Unavailable"];
        };
    };
}
