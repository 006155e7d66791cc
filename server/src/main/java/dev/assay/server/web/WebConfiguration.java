package dev.assay.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Templates, assets and error pages. Needs a {@link Clock} and a {@link CurrentViewer}. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private static final String ASSETS = "/assets/";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(ASSETS + "**")
        .addResourceLocations(
            "classpath:/static/", "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"))
        .addResolver(new StyleSheetResolver());
  }

  @Bean
  Assets assets(ObjectProvider<ResourceUrlProvider> urls) {
    return path -> {
      var url = urls.getObject().getForLookupPath(ASSETS + path);
      if (url == null) {
        throw new IllegalArgumentException("There is no asset named " + path);
      }
      return url;
    };
  }

  /** Pages are asked for from the moment the port is open, and Spring looks a moment after that. */
  @Bean
  SmartInitializingSingleton assetsBeforePages(
      ObjectProvider<ResourceUrlProvider> urls, ApplicationContext context) {
    return () -> urls.getObject().onApplicationEvent(new ContextRefreshedEvent(context));
  }

  @Bean
  Pages pages(Clock clock, Assets assets, ObjectProvider<CurrentViewer> viewers) {
    return new Pages(clock, assets, () -> viewers.getObject().find());
  }

  @Bean
  Templates templates(Pages pages) {
    var engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, null, "dev.assay.server.templates");
    return new Templates(engine, pages);
  }

  @Bean
  JteViewResolver jteViewResolver(Templates templates, Pages pages) {
    return new JteViewResolver(templates, pages);
  }

  @Bean
  ErrorWords errorWords() {
    return new ErrorWords();
  }

  @Bean
  ErrorPages errorPages(ErrorWords words) {
    return new ErrorPages(words);
  }
}
