package io.aios.federation.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.federation.domain.ExternalServer;
import io.aios.federation.usecase.Actor;
import io.aios.federation.usecase.AddServer;
import io.aios.federation.usecase.RefreshTools;
import io.aios.federation.usecase.ReviewTools;
import io.aios.federation.usecase.ServerRecords;
import io.aios.federation.usecase.ServerStatuses;
import io.aios.federation.usecase.SwitchServer;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** External servers, for administrators. */
@RestController
@RequestMapping("/api/v1/external-servers")
class ExternalServersController {
  private final ServerRecords records;
  private final ServerStatuses statuses;
  private final AddServer add;
  private final SwitchServer switches;
  private final RefreshTools refresh;
  private final ReviewTools review;

  ExternalServersController(
      ServerRecords records,
      ServerStatuses statuses,
      AddServer add,
      SwitchServer switches,
      RefreshTools refresh,
      ReviewTools review) {
    this.records = records;
    this.statuses = statuses;
    this.add = add;
    this.switches = switches;
    this.refresh = refresh;
    this.review = review;
  }

  @GetMapping
  List<ServerView> list() {
    return records.all().stream().map(this::view).toList();
  }

  @GetMapping("/{alias}")
  ServerView show(@PathVariable String alias) {
    return view(server(records, alias));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ServerView add(@Valid @RequestBody ServerUpload upload, CallerIdentity caller) {
    return switch (add.add(upload.toRequest(), actor(caller))) {
      case AddServer.Outcome.Added(var server, var status) -> view(server);
      case AddServer.Outcome.AliasTaken(String by) ->
          throw new Problem(
              ProblemType.CONFLICT, "The alias '%s' belongs to %s".formatted(upload.alias(), by));
      case AddServer.Outcome.TooMany(int limit) ->
          throw new Problem(
              ProblemType.CONFLICT, "There are as many external servers as allowed, " + limit);
    };
  }

  @DeleteMapping("/{alias}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String alias, CallerIdentity caller) {
    if (!switches.remove(alias, actor(caller))) {
      throw unknown(alias);
    }
  }

  @PostMapping("/{alias}/enable")
  ServerView enable(@PathVariable String alias, CallerIdentity caller) {
    switches.enable(server(records, alias), true, actor(caller));
    return refresh(alias);
  }

  @PostMapping("/{alias}/disable")
  ServerView disable(@PathVariable String alias, CallerIdentity caller) {
    switches.enable(server(records, alias), false, actor(caller));
    return show(alias);
  }

  @PostMapping("/{alias}/refresh")
  ServerView refresh(@PathVariable String alias) {
    ExternalServer server = server(records, alias);
    if (!server.enabled()) {
      throw new Problem(ProblemType.CONFLICT, "The server '" + alias + "' is disabled");
    }
    refresh.refresh(server);
    return show(alias);
  }

  private ServerView view(ExternalServer server) {
    return ServerView.of(server, statuses.of(server.alias()), review.review(server.alias()));
  }

  /**
   * @throws Problem {@code NOT_FOUND}
   */
  static ExternalServer server(ServerRecords records, String alias) {
    return records.find(alias).orElseThrow(() -> unknown(alias));
  }

  static Problem unknown(String alias) {
    return new Problem(ProblemType.NOT_FOUND, "No external server has the alias '" + alias + "'");
  }

  static Actor actor(CallerIdentity caller) {
    return new Actor(caller.subject(), caller.client());
  }
}
